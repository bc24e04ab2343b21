/* From result slots to Python objects. */
#include "host.h"

/* The words (and slots) of one value, read one after the other. */
typedef struct {
    const uint64_t *word, *end;
    const jac_slot *slot;
    const host_source *source;
    bool shared; /* the kernel goes on using what the objects show */
    bool in_record; /* whether it is among the views of a record's fields */
} reader;

static void release_owner(PyObject *capsule) {
    runtime.release_host(PyCapsule_GetPointer(capsule, "jaculus block"));
}

static void unshare_owner(PyObject *capsule) {
    runtime.unshare(PyCapsule_GetPointer(capsule, "jaculus block"));
}

/* The argument itself, when the kernel gave back just that. */
static bool is_whole_parent(PyArrayObject *parent, uint64_t word, const jac_slot *slot) {
    int rank = WORD_NDIM(word);
    if (PyArray_DATA(parent) != slot[1].p || PyArray_NDIM(parent) != rank
            || host_code_of_descr(PyArray_DESCR(parent)) != WORD_DTYPE(word)
            || (WORD_READONLY(word) && PyArray_ISWRITEABLE(parent))) {
        return false;
    }
    bool apart = false;
    for (int axis = 0; axis < rank; axis++) {
        if (PyArray_DIM(parent, axis) != slot[2 + axis].i) {
            return false;
        }
        apart |= PyArray_STRIDE(parent, axis) != slot[2 + rank + axis].i;
    }
    return !apart || PyArray_SIZE(parent) == 0; /* where there is no element, strides mean nothing */
}

static PyObject *new_array(uint64_t word, const jac_slot *slot, bool writeable) {
    /* NumPy takes no data pointer as "allocate"; an empty array may have any pointer but that. */
    static double nothing;
    int rank = WORD_NDIM(word);
    npy_intp shape[NPY_MAXDIMS + 1], strides[NPY_MAXDIMS + 1];
    for (int axis = 0; axis < rank; axis++) {
        shape[axis] = slot[2 + axis].i;
        strides[axis] = slot[2 + rank + axis].i;
    }
    PyArray_Descr *descr = host_descr_of_code(WORD_DTYPE(word));
    if (descr == NULL) {
        return NULL;
    }
    return PyArray_NewFromDescr(&PyArray_Type, descr, rank, shape, strides, slot[1].p != NULL ? slot[1].p : &nothing,
            writeable ? NPY_ARRAY_WRITEABLE : 0, NULL);
}

static PyObject *box_array(uint64_t word, const jac_slot *slot, bool shared) {
    uintptr_t owner = (uintptr_t)slot[0].i;
    PyObject *base;
    bool writeable = !WORD_READONLY(word);
    if (owner & 1) {
        base = (PyObject *)(owner & ~(uintptr_t)1);
        if (PyBytes_Check(base) && WORD_DTYPE(word) == CODE_UINT8 && WORD_NDIM(word) == 1) {
            return host_box_bytes(base, slot);
        }
        if (PyArray_Check(base)) {
            if (is_whole_parent((PyArrayObject *)base, word, slot)) {
                return Py_NewRef(base);
            }
            writeable = writeable && PyArray_ISWRITEABLE((PyArrayObject *)base);
        } else {
            writeable = writeable && PyMemoryView_Check(base) && !PyMemoryView_GET_BUFFER(base)->readonly;
        }
        Py_INCREF(base);
    } else if (owner != 0) {
        if (shared) {
            runtime.share((void *)owner);
        }
        base = PyCapsule_New((void *)owner, "jaculus block", shared ? unshare_owner : release_owner);
        if (base == NULL) {
            shared ? runtime.unshare((void *)owner) : runtime.release_host((void *)owner);
            return NULL;
        }
    } else {
        base = NULL; /* constant data of the kernel */
        writeable = false;
        kernel_stays(slot[1].p);
    }
    PyObject *array = new_array(word, slot, writeable);
    if (array == NULL) {
        Py_XDECREF(base);
        return NULL;
    }
    if (base != NULL && PyArray_SetBaseObject((PyArrayObject *)array, base) < 0) { /* takes base, also when it fails */
        Py_DECREF(array);
        return NULL;
    }
    return array;
}

static PyObject *box_str(const jac_slot *slot, bool shared) {
    PyObject *text = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, slot[1].p, (Py_ssize_t)slot[2].i);
    if (!shared) {
        runtime.release_host(slot[0].p);
    }
    return text;
}

static PyObject *box_one(reader *in);

/* Reads past the item of an optional that is not there. */
static void skip_one(reader *in) {
    in->slot += host_past(&in->word, in->end);
}

/* After a failure: reads on, only to give up the owners that are left. */
static void drop_one(reader *in) {
    uint64_t word = *in->word++;
    if (WORD_CODE(word) == CODE_NAMED) {
        drop_one(in);
        return;
    }
    if (WORD_CODE(word) == CODE_TUPLE) {
        for (Py_ssize_t i = 0; i < WORD_LENGTH(word); i++) {
            drop_one(in);
        }
        return;
    }
    if (WORD_CODE(word) == CODE_OPTIONAL) {
        if ((in->slot++)->i != 0) {
            drop_one(in);
        } else {
            skip_one(in);
        }
        return;
    }
    bool pointer = WORD_CODE(word) == CODE_LIST || WORD_CODE(word) == CODE_GENERATOR;
    bool owns = WORD_CODE(word) == CODE_ARRAY || WORD_CODE(word) == CODE_STR || WORD_CODE(word) == CODE_INSTANCE || pointer;
    if (owns && !in->shared) {
        runtime.release_host(in->slot[0].p);
    }
    if (pointer) {
        in->word += host_words_of(in->word);
        in->slot++;
        return;
    }
    const uint64_t *one = &word;
    in->slot += host_past(&one, &word + 1);
}

static PyObject *box_tuple(uint64_t word, reader *in) {
    Py_ssize_t length = WORD_LENGTH(word);
    PyObject *tuple = PyTuple_New(length);
    for (Py_ssize_t i = 0; i < length; i++) {
        if (tuple == NULL) {
            drop_one(in);
            continue;
        }
        PyObject *item = box_one(in);
        if (item == NULL) {
            Py_CLEAR(tuple);
        } else {
            PyTuple_SET_ITEM(tuple, i, item);
        }
    }
    return tuple;
}

/* The end of a slice; one that stands for a None is None again. */
static PyObject *slice_end(PyObject *items, Py_ssize_t place, int64_t absent) {
    PyObject *item = PyTuple_GET_ITEM(items, place);
    int64_t number = PyLong_AsLongLong(item);
    return number == absent || number == INT64_MAX ? Py_None : item;
}

static PyObject *slice_of(PyObject *items) {
    PyObject *step = PyTuple_GET_SIZE(items) > 2 ? PyTuple_GET_ITEM(items, 2) : Py_None;
    PyObject *slice = PySlice_New(slice_end(items, 0, INT64_MAX), slice_end(items, 1, INT64_MIN), step);
    Py_DECREF(items);
    return slice;
}

static PyTypeObject *parts; /* what the classes of tuples derive from that stand for something else, see models.py */

PyObject *host_parts(PyObject *Py_UNUSED(module), PyObject *type) {
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "a class");
        return NULL;
    }
    Py_XSETREF(parts, (PyTypeObject *)Py_NewRef(type));
    Py_RETURN_NONE;
}

/* An array without axes of a record's own memory: NumPy's own way to it copies. */
PyObject *host_record_array(PyObject *Py_UNUSED(module), PyObject *record) {
    if (!PyObject_TypeCheck(record, &PyVoidArrType_Type)) {
        PyErr_SetString(PyExc_TypeError, "a record");
        return NULL;
    }
    PyVoidScalarObject *scalar = (PyVoidScalarObject *)record;
    Py_INCREF(scalar->descr);
    int writeable = scalar->flags & NPY_ARRAY_WRITEABLE;
    PyObject *array = PyArray_NewFromDescr(
            &PyArray_Type, (PyArray_Descr *)scalar->descr, 0, NULL, NULL, scalar->obval, writeable, NULL);
    if (array == NULL) {
        return NULL;
    }
    PyArray_UpdateFlags((PyArrayObject *)array, NPY_ARRAY_ALIGNED);
    if (PyArray_SetBaseObject((PyArrayObject *)array, Py_NewRef(record)) < 0) { /* takes it, also when it fails */
        Py_DECREF(array);
        return NULL;
    }
    return array;
}

bool host_is_parts(PyTypeObject *type) {
    return parts != NULL && PyType_IsSubtype(type, parts);
}

/* class._make(items), without running what the class may define; of parts the whole. */
static PyObject *box_named(PyObject *type, reader *in) {
    bool is_part = host_is_parts((PyTypeObject *)type), is_whole = !in->in_record;
    in->in_record |= is_part;
    PyObject *items = box_one(in);
    in->in_record &= !is_whole;
    if (items != NULL && type == (PyObject *)&PySlice_Type) {
        return slice_of(items);
    }
    if (items != NULL && type == (PyObject *)&PyEllipsis_Type) {
        Py_DECREF(items);
        return Py_NewRef(Py_Ellipsis);
    }
    if (items != NULL && !PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type)) { /* an enum: the member with this value */
        PyObject *member = PyObject_CallOneArg(type, PyTuple_GET_ITEM(items, 0));
        Py_DECREF(items);
        return member;
    }
    PyObject *arguments = items == NULL ? NULL : PyTuple_Pack(1, items);
    PyObject *made = arguments == NULL ? NULL : PyTuple_Type.tp_new((PyTypeObject *)type, arguments, NULL);
    Py_XDECREF(arguments);
    Py_XDECREF(items);
    if (made != NULL && is_part && is_whole) {
        PyObject *whole = PyObject_CallMethod(made, "_whole", NULL);
        Py_DECREF(made);
        return whole;
    }
    return made;
}

static PyObject *box_time(host_code code, int64_t ticks) {
    PyArray_Descr *descr = host_descr_of_code(code);
    PyObject *scalar = descr == NULL ? NULL : PyArray_Scalar(&ticks, descr, NULL);
    Py_XDECREF(descr);
    return scalar;
}

static PyObject *box_one(reader *in) {
    uint64_t word = *in->word++;
    const jac_slot *slot = in->slot;
    switch (WORD_CODE(word)) {
    case CODE_NONE:
        return Py_NewRef(Py_None);
    case CODE_OBJECT:
        return Py_NewRef(WORD_OBJECT(word));
    case CODE_TUPLE:
        return box_tuple(word, in);
    case CODE_LIST: {
        const uint64_t *item = in->word;
        in->word += host_words_of(item);
        in->slot++;
        return list_box(word, item, host_words_of(item), slot->p, in->source, in->shared);
    }
    case CODE_GENERATOR: {
        const uint64_t *item = in->word;
        in->word += host_words_of(item);
        in->slot++;
        return generator_box(item, slot->p, in->source);
    }
    case CODE_INSTANCE:
        in->slot += 1;
        return object_box(WORD_OBJECT(word), slot->p, in->shared);
    case CODE_OPTIONAL:
        in->slot += 1;
        if (slot->i != 0) {
            return box_one(in);
        }
        skip_one(in);
        return Py_NewRef(Py_None);
    case CODE_NAMED:
        return box_named(WORD_OBJECT(word), in);
    case CODE_ARRAY:
        in->slot += 2 + 2 * WORD_NDIM(word);
        return box_array(word, slot, in->shared);
    case CODE_STR:
        in->slot += STR_SLOTS;
        return box_str(slot, in->shared);
    case CODE_COMPLEX128:
        in->slot += 2;
        return PyComplex_FromDoubles(slot[0].d, slot[1].d);
    case CODE_COMPLEX64:
        in->slot += 2;
        return PyComplex_FromDoubles((double)slot[0].f, (double)slot[1].f);
    default:
        break;
    }
    in->slot += 1;
    if (host_is_time(WORD_CODE(word))) {
        return box_time(WORD_CODE(word), slot->i);
    }
    switch (WORD_CODE(word)) {
    case CODE_BOOL:
        return PyBool_FromLong(slot->i != 0);
    case CODE_FLOAT64:
        return PyFloat_FromDouble(slot->d);
    case CODE_FLOAT32:
        return PyFloat_FromDouble((double)slot->f);
    case CODE_UINT64:
        return PyLong_FromUnsignedLongLong((unsigned long long)slot->i);
    default:
        return PyLong_FromLongLong(slot->i);
    }
}

PyObject *host_box(const uint64_t *words, int nwords, const jac_slot *slots, const host_source *source) {
    reader in = {words, words + nwords, slots, source, false, false};
    return box_one(&in);
}

bool host_box_shared(const uint64_t *words, int nwords, const jac_slot *slots, PyObject **into) {
    reader in = {words, words + nwords, slots, NULL, true, false};
    for (; in.word < in.end; into++) {
        if ((*into = box_one(&in)) == NULL) {
            return false;
        }
    }
    return true;
}
