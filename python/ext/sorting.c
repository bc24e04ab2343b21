/*
 * NumPy's sorting of numbers in contiguous memory, for kernels. NumPy chooses it for the processor (x86-simd-sort with AVX2 and AVX-512); these
 * functions of a dtype look at no array and need no GIL.
 */
#include "host.h"

#include <dlfcn.h>

#include "jaculus_fortran.h"

typedef struct {
    PyArray_SortFunc *sort[NPY_NSORTS];
    PyArray_ArgSortFunc *argsort[NPY_NSORTS];
} sorting;

static sorting known[HOST_TYPENUMS];

/* By NumPy's letter for the kind and by the size of an item. */
static const sorting *find(char kind, int64_t size) {
    static const int SIGNED[] = {-1, NPY_INT8, NPY_INT16, -1, NPY_INT32, -1, -1, -1, NPY_INT64};
    static const int UNSIGNED[] = {-1, NPY_UINT8, NPY_UINT16, -1, NPY_UINT32, -1, -1, -1, NPY_UINT64};
    int type = kind == 'M' ? NPY_DATETIME : kind == 'm' ? NPY_TIMEDELTA : -1;
    if (kind == 'b') type = NPY_BOOL;
    if (kind == 'i' && size >= 0 && size <= 8) type = SIGNED[size];
    if (kind == 'u' && size >= 0 && size <= 8) type = UNSIGNED[size];
    if (kind == 'f') type = size == 4 ? NPY_FLOAT32 : size == 8 ? NPY_FLOAT64 : -1;
    if (kind == 'c') type = size == 8 ? NPY_COMPLEX64 : size == 16 ? NPY_COMPLEX128 : -1;
    return type < 0 ? NULL : &known[type];
}

/* The way that the kernel asks for, 0 for the fastest or 1 for one that keeps equal items in order. */
static NPY_SORTKIND way(const int64_t *stable) { return *stable ? NPY_STABLESORT : NPY_QUICKSORT; }

/* (items, how many, kind, item size, stable, done): `done` becomes 1 when they are sorted. */
static void sort(void *const *a) {
    const sorting *type = find((char)*(const int64_t *)a[2], *(const int64_t *)a[3]);
    PyArray_SortFunc *function = type == NULL ? NULL : type->sort[way(a[4])];
    *(int64_t *)a[5] = function != NULL && function(a[0], *(const int64_t *)a[1], NULL) == 0;
}

/* (items, how many, kind, item size, stable, done, places): `places` are 0, 1, 2… before. */
static void argsort(void *const *a) {
    const sorting *type = find((char)*(const int64_t *)a[2], *(const int64_t *)a[3]);
    PyArray_ArgSortFunc *function = type == NULL ? NULL : type->argsort[way(a[4])];
    *(int64_t *)a[5] = function != NULL && function(a[0], a[6], *(const int64_t *)a[1], NULL) == 0;
}

static int look_at(int type) {
    PyArray_Descr *descr = PyArray_DescrFromType(type);
    if (descr == NULL) {
        return -1;
    }
    const PyArray_ArrFuncs *functions = PyDataType_GetArrFuncs(descr);
    for (int i = 0; i < NPY_NSORTS; i++) {
        known[type].sort[i] = functions->sort[i];
        known[type].argsort[i] = functions->argsort[i];
    }
    Py_DECREF(descr);
    return 0;
}

/* Where NumPy has none of them, kernels sort by their own means. */
int host_provide_sorting(void *library) {
    for (int type = 0; type < HOST_TYPENUMS; type++) {
        if ((type < NPY_OBJECT || type == NPY_DATETIME || type == NPY_TIMEDELTA) && look_at(type) < 0) {
            return -1;
        }
    }
    void (*provide)(const char *, jac_provided *) = NULL;
    void *found = dlsym(library, "jac_fortran_provide");
    memcpy(&provide, &found, sizeof(found));
    if (provide != NULL) {
        provide("nsort", sort);
        provide("nargsort", argsort);
    }
    return 0;
}
