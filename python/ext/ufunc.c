/* Makes NumPy ufuncs of loops: everything about types, casting, broadcasting and reductions is then NumPy's own work. */
#include "host.h"

#define PY_UFUNC_UNIQUE_SYMBOL jaculus_host_ufunc_api
#include <numpy/ufuncobject.h>

PyUFuncGenericFunction loop_function(bool generalised);

/* What a ufunc keeps for as long as it lives. */
static const char OWNED[] = "jaculus.ufunc";

int host_import_ufuncs(void) {
    return _import_umath();
}

static size_t text_room(const char *text) {
    return text != NULL ? strlen(text) + 1 : 0;
}

static char *text_into(char **at, const char *text) {
    if (text == NULL) {
        return NULL;
    }
    size_t room = text_room(text);
    char *copy = memcpy(*at, text, room);
    *at += room;
    return copy;
}

/* NumPy then writes to these inputs, and copies back what it had to convert. */
static bool make_writable(PyUFuncObject *ufunc, PyObject *writable) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(writable); i++) {
        long operand = PyLong_AsLong(PyTuple_GET_ITEM(writable, i));
        if (operand < 0 || operand >= ufunc->nin) {
            if (!PyErr_Occurred()) {
                PyErr_Format(PyExc_ValueError, "writable_args has %ld, and there are %d inputs", operand, ufunc->nin);
            }
            return false;
        }
        ufunc->op_flags[operand] = NPY_ITER_READWRITE | NPY_ITER_UPDATEIFCOPY | NPY_ITER_ALIGNED
                | NPY_ITER_NO_SUBTYPE;
    }
    return true;
}

/* What a generalised kernel does not write stays as it was, even where NumPy converts the output. */
static void keep_outputs(PyUFuncObject *ufunc) {
    for (int i = ufunc->nin; ufunc->core_enabled && i < ufunc->nargs; i++) {
        ufunc->op_flags[i] = NPY_ITER_READWRITE | NPY_ITER_UPDATEIFCOPY | NPY_ITER_ALIGNED | NPY_ITER_ALLOCATE
                | NPY_ITER_NO_BROADCAST | NPY_ITER_NO_SUBTYPE;
    }
}

PyObject *host_make_ufunc(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *name, *doc, *types, *signature;
    Py_ssize_t ntypes;
    int nin, nout, identity, in_order;
    PyObject *loops, *writable, *owner;
    if (!PyArg_ParseTuple(args, "sziiy#O!izO!Op:make_ufunc", &name, &doc, &nin, &nout, &types, &ntypes, &PyTuple_Type,
                &loops, &identity, &signature, &PyTuple_Type, &writable, &owner, &in_order)) {
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(loops);
    if (nin < 0 || nout < 0 || nin + nout > LOOP_OPERANDS || ntypes != count * (nin + nout)) {
        PyErr_SetString(PyExc_ValueError, "a ufunc has at most 32 operands, and a type for each in each loop");
        return NULL;
    }
    /* One block, which NumPy frees with the ufunc: functions, data, types, name, documentation. */
    size_t pointers = (size_t)count * (sizeof(PyUFuncGenericFunction) + sizeof(void *));
    char *block = PyArray_malloc(pointers + (size_t)ntypes + text_room(name) + text_room(doc) + 1);
    PyObject *kept = Py_BuildValue("(sOO)", OWNED, owner, loops);
    if (block == NULL || kept == NULL) {
        PyArray_free(block);
        Py_XDECREF(kept);
        return PyErr_NoMemory();
    }
    PyUFuncGenericFunction *functions = (PyUFuncGenericFunction *)block;
    void **data = (void **)(functions + count);
    char *at = (char *)(data + count);
    char *own_types = memcpy(at, types, (size_t)ntypes);
    at += ntypes;
    for (Py_ssize_t i = 0; i < count; i++) {
        functions[i] = loop_function(signature != NULL);
        data[i] = PyTuple_GET_ITEM(loops, i);
    }
    char *own_name = text_into(&at, name), *own_doc = text_into(&at, doc);
    /* Loops that NumPy is told of here take precedence where the types are equal. Those of an `in_order` ufunc come
     * later: then the first loop that can take the arguments does, as in Numba's. */
    PyUFuncObject *ufunc = (PyUFuncObject *)PyUFunc_FromFuncAndDataAndSignature(functions, data, own_types,
            in_order ? 0 : (int)count, nin, nout, identity, own_name, own_doc, 0, signature);
    if (ufunc == NULL) {
        PyArray_free(block);
        Py_DECREF(kept);
        return NULL;
    }
    ufunc->ntypes = (int)count;
    ufunc->ptr = block;
    ufunc->obj = kept;
    if (!PyObject_GC_IsTracked((PyObject *)ufunc)) {
        PyObject_GC_Track(ufunc); /* NumPy tracks only those that hold objects: what we hold may hold the ufunc */
    }
    keep_outputs(ufunc);
    if (!make_writable(ufunc, writable)) {
        Py_CLEAR(ufunc);
    }
    return (PyObject *)ufunc;
}

PyObject *host_ufunc_owner(PyObject *Py_UNUSED(module), PyObject *ufunc) {
    if (PyObject_TypeCheck(ufunc, &PyUFunc_Type)) {
        PyObject *kept = ((PyUFuncObject *)ufunc)->obj;
        if (kept != NULL && PyTuple_Check(kept) && PyTuple_GET_SIZE(kept) == 3) {
            PyObject *mark = PyTuple_GET_ITEM(kept, 0);
            if (PyUnicode_Check(mark) && PyUnicode_CompareWithASCIIString(mark, OWNED) == 0) {
                return Py_NewRef(PyTuple_GET_ITEM(kept, 1));
            }
        }
    }
    Py_RETURN_NONE;
}
