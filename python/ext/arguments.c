/* From a Python argument to its words and its slots, in one pass and without allocation. */
#include "host.h"

const uint8_t host_code_of_typenum[HOST_TYPENUMS] = {
    [NPY_BOOL] = CODE_BOOL,
    [NPY_BYTE] = CODE_INT8,
    [NPY_SHORT] = CODE_INT16,
    [NPY_INT] = CODE_INT32,
    [NPY_LONG] = sizeof(long) == 8 ? CODE_INT64 : CODE_INT32,
    [NPY_LONGLONG] = CODE_INT64,
    [NPY_UBYTE] = CODE_UINT8,
    [NPY_USHORT] = CODE_UINT16,
    [NPY_UINT] = CODE_UINT32,
    [NPY_ULONG] = sizeof(long) == 8 ? CODE_UINT64 : CODE_UINT32,
    [NPY_ULONGLONG] = CODE_UINT64,
    [NPY_FLOAT] = CODE_FLOAT32,
    [NPY_DOUBLE] = CODE_FLOAT64,
    [NPY_CFLOAT] = CODE_COMPLEX64,
    [NPY_CDOUBLE] = CODE_COMPLEX128,
};

const int host_typenum_of_code[CODE_SCALARS] = {
    [CODE_BOOL] = NPY_BOOL,
    [CODE_INT8] = NPY_INT8,
    [CODE_INT16] = NPY_INT16,
    [CODE_INT32] = NPY_INT32,
    [CODE_INT64] = NPY_INT64,
    [CODE_UINT8] = NPY_UINT8,
    [CODE_UINT16] = NPY_UINT16,
    [CODE_UINT32] = NPY_UINT32,
    [CODE_UINT64] = NPY_UINT64,
    [CODE_FLOAT32] = NPY_FLOAT32,
    [CODE_FLOAT64] = NPY_FLOAT64,
    [CODE_COMPLEX64] = NPY_COMPLEX64,
    [CODE_COMPLEX128] = NPY_COMPLEX128,
};

/* Doubles a buffer that may still be the one inside the frame. */
static void *grown(void *old, const void *own, int used, int *room, size_t item, int need) {
    int size = *room * 2 > need ? *room * 2 : need;
    void *fresh = PyMem_Malloc((size_t)size * item);
    if (fresh == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(fresh, old, (size_t)used * item);
    if (old != own) {
        PyMem_Free(old);
    }
    *room = size;
    return fresh;
}

bool frame_grow(host_frame *frame, int words, int slots) {
    if (frame->nwords + words > frame->word_room) {
        void *fresh = grown(frame->words, frame->own_words, frame->nwords, &frame->word_room, sizeof(uint64_t),
                frame->nwords + words);
        if (fresh == NULL) {
            return false;
        }
        frame->words = fresh;
    }
    if (frame->nslots + slots > frame->slot_room) {
        void *fresh = grown(frame->slots, frame->own_slots, frame->nslots, &frame->slot_room, sizeof(jac_slot),
                frame->nslots + slots);
        if (fresh == NULL) {
            return false;
        }
        frame->slots = fresh;
    }
    return true;
}

void frame_free(host_frame *frame) {
    if (frame->words != frame->own_words) {
        PyMem_Free(frame->words);
    }
    if (frame->slots != frame->own_slots) {
        PyMem_Free(frame->slots);
    }
    if (frame->lists != NULL) {
        lists_free(frame->lists);
    }
    while (frame->buffers != NULL) {
        host_buffer *next = frame->buffers->next;
        Py_XDECREF(frame->buffers->view);
        PyMem_Free(frame->buffers);
        frame->buffers = next;
    }
}

/* Room for the code points of one str, until the frame is freed. */
static uint32_t *frame_text(host_frame *frame, Py_ssize_t length) {
    if (length <= FRAME_TEXT - frame->ntext) {
        uint32_t *own = frame->own_text + frame->ntext;
        frame->ntext += length;
        return own;
    }
    host_buffer *buffer = PyMem_Malloc(sizeof(*buffer) + (size_t)length * sizeof(uint32_t));
    if (buffer == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    buffer->view = NULL;
    buffer->next = frame->buffers;
    frame->buffers = buffer;
    return buffer->text;
}

/* Kernels take text as an array of code points; one that Python keeps so already is not copied. */
static host_argument add_str(host_frame *frame, PyObject *value) {
    if (!frame_room(frame, 1, STR_SLOTS)) {
        return ARGUMENT_FAILED;
    }
#if PY_VERSION_HEX < 0x030C0000
    if (PyUnicode_READY(value) < 0) {
        return ARGUMENT_FAILED;
    }
#endif
    Py_ssize_t length = PyUnicode_GET_LENGTH(value);
    uint32_t *text;
    if (PyUnicode_KIND(value) == PyUnicode_4BYTE_KIND) {
        text = PyUnicode_4BYTE_DATA(value);
    } else {
        text = frame_text(frame, length);
        if (text == NULL) {
            return ARGUMENT_FAILED;
        }
        if (PyUnicode_KIND(value) == PyUnicode_1BYTE_KIND) {
            const Py_UCS1 *from = PyUnicode_1BYTE_DATA(value);
            for (Py_ssize_t i = 0; i < length; i++) {
                text[i] = from[i];
            }
        } else {
            const Py_UCS2 *from = PyUnicode_2BYTE_DATA(value);
            for (Py_ssize_t i = 0; i < length; i++) {
                text[i] = from[i];
            }
        }
    }
    frame->words[frame->nwords++] = CODE_STR;
    jac_slot *slot = frame->slots + frame->nslots;
    slot[0].p = NULL;
    slot[1].p = text;
    slot[2].i = length;
    slot[3].i = sizeof(uint32_t);
    frame->nslots += STR_SLOTS;
    return ARGUMENT_OK;
}

static host_argument add_large_int(host_frame *frame, PyObject *value) {
    int overflow;
    long long small = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (overflow == 0) {
        if (small == -1 && PyErr_Occurred()) {
            return ARGUMENT_FAILED;
        }
        frame->words[frame->nwords++] = CODE_INT64;
        frame->slots[frame->nslots++].i = small;
        return ARGUMENT_OK;
    }
    if (overflow < 0) {
        return ARGUMENT_UNSUPPORTED;
    }
    unsigned long long large = PyLong_AsUnsignedLongLong(value);
    if (large == (unsigned long long)-1 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_OverflowError)) {
            return ARGUMENT_FAILED;
        }
        PyErr_Clear();
        return ARGUMENT_UNSUPPORTED;
    }
    frame->words[frame->nwords++] = CODE_UINT64;
    frame->slots[frame->nslots++].i = (int64_t)large;
    return ARGUMENT_OK;
}

static inline host_argument add_array(host_frame *frame, PyArrayObject *array) {
    PyArray_Descr *descr = PyArray_DESCR(array);
    uint64_t code = host_code_of_descr(descr);
    if (code == 0) {
        return ARGUMENT_UNSUPPORTED;
    }
    int rank = PyArray_NDIM(array);
    if (!frame_room(frame, 1, 2 + 2 * rank)) {
        return ARGUMENT_FAILED;
    }
    const npy_intp *shape = PyArray_DIMS(array), *strides = PyArray_STRIDES(array);
    int flags = PyArray_FLAGS(array);
    uint64_t word = CODE_ARRAY | code << 8 | (uint64_t)rank << 16;
    if (flags & NPY_ARRAY_C_CONTIGUOUS) {
        /* A known short last axis gives the compiler constant strides and loops to unroll. */
        if (rank >= 2 && shape[rank - 1] >= 2 && shape[rank - 1] <= 4) {
            word |= (uint64_t)shape[rank - 1] << 32;
        }
    } else {
        word |= (uint64_t)(flags & NPY_ARRAY_F_CONTIGUOUS ? LAYOUT_F : LAYOUT_A) << 24;
    }
    if (!(flags & NPY_ARRAY_WRITEABLE)) {
        word |= 1u << 26;
    }
    if (!(flags & NPY_ARRAY_ALIGNED)) {
        word |= 1u << 27;
    }
    frame->words[frame->nwords++] = word;
    jac_slot *slot = frame->slots + frame->nslots;
    slot[0].i = (int64_t)((uintptr_t)array | 1);
    slot[1].p = PyArray_DATA(array);
    slot += 2;
    for (int axis = 0; axis < rank; axis++) {
        slot[axis].i = shape[axis];
        slot[rank + axis].i = strides[axis];
    }
    frame->nslots += 2 + 2 * rank;
    return ARGUMENT_OK;
}

void frame_forget_last_axes(host_frame *frame, int from) {
    for (int i = from; i < frame->nwords; i++) {
        if (WORD_CODE(frame->words[i]) == CODE_ARRAY) {
            frame->words[i] &= 0xffffffffu;
        }
    }
}

static void frame_forget_layouts(host_frame *frame, int from) {
    for (int i = from; i < frame->nwords; i++) {
        if (WORD_CODE(frame->words[i]) == CODE_ARRAY) {
            frame->words[i] = (frame->words[i] & ~((uint64_t)3 << 24) & 0xffffffffu) | (uint64_t)LAYOUT_A << 24 | 1u << 27;
        }
    }
}

static host_argument add_tuple(host_frame *frame, PyObject *tuple) {
    Py_ssize_t length = PyTuple_GET_SIZE(tuple);
    int first = frame->nwords;
    if (!frame_room(frame, 1, 0)) {
        return ARGUMENT_FAILED;
    }
    frame->words[frame->nwords++] = CODE_TUPLE | (uint64_t)length << 32;
    if (Py_EnterRecursiveCall(" in a tuple argument")) {
        return ARGUMENT_FAILED;
    }
    host_argument result = ARGUMENT_OK;
    for (Py_ssize_t i = 0; i < length && result == ARGUMENT_OK; i++) {
        result = frame_add(frame, PyTuple_GET_ITEM(tuple, i));
    }
    Py_LeaveRecursiveCall();
    if (result == ARGUMENT_OK && length > 1) {
        frame_forget_last_axes(frame, first);
    }
    return result;
}

/* A slice is a tuple of that class: its start and stop, and its step unless it is 1. What is left out is a number that means the same. */
static host_argument add_slice(host_frame *frame, PyObject *slice) {
    Py_ssize_t items[3];
    if (!frame_room(frame, 5, 3) || PySlice_Unpack(slice, &items[0], &items[1], &items[2]) < 0) {
        return ARGUMENT_FAILED;
    }
    int count = items[2] == 1 ? 2 : 3;
    frame->words[frame->nwords++] = CODE_NAMED | (uint64_t)(uintptr_t)&PySlice_Type << 8;
    frame->words[frame->nwords++] = CODE_TUPLE | (uint64_t)count << 32;
    for (int i = 0; i < count; i++) {
        frame->words[frame->nwords++] = CODE_INT64;
        frame->slots[frame->nslots++].i = items[i];
    }
    return ARGUMENT_OK;
}

/* `...` is a tuple of its class without items. */
static host_argument add_ellipsis(host_frame *frame) {
    if (!frame_room(frame, 2, 0)) {
        return ARGUMENT_FAILED;
    }
    frame->words[frame->nwords++] = CODE_NAMED | (uint64_t)(uintptr_t)&PyEllipsis_Type << 8;
    frame->words[frame->nwords++] = CODE_TUPLE;
    return ARGUMENT_OK;
}

/* NumPy's scalars keep their width. np.float64 and np.complex128 are subclasses of Python's, so exact types only. */
static host_argument add_numpy_scalar(host_frame *frame, PyObject *value) {
    PyTypeObject *type = Py_TYPE(value);
    jac_slot *slot = frame->slots + frame->nslots;
    host_code code;
    int slots = 1;
    if (type == &PyDoubleArrType_Type) {
        code = CODE_FLOAT64;
        slot->d = PyArrayScalar_VAL(value, Double);
    } else if (type == &PyFloatArrType_Type) {
        code = CODE_FLOAT32;
        slot->i = 0;
        slot->f = PyArrayScalar_VAL(value, Float);
    } else if (type == &PyBoolArrType_Type) {
        code = CODE_BOOL;
        slot->i = PyArrayScalar_VAL(value, Bool) != 0;
    } else if (type == &PyByteArrType_Type) {
        code = CODE_INT8;
        slot->i = PyArrayScalar_VAL(value, Byte);
    } else if (type == &PyShortArrType_Type) {
        code = CODE_INT16;
        slot->i = PyArrayScalar_VAL(value, Short);
    } else if (type == &PyIntArrType_Type) {
        code = CODE_INT32;
        slot->i = PyArrayScalar_VAL(value, Int);
    } else if (type == &PyLongArrType_Type) {
        code = host_code_of_typenum[NPY_LONG];
        slot->i = PyArrayScalar_VAL(value, Long);
    } else if (type == &PyLongLongArrType_Type) {
        code = CODE_INT64;
        slot->i = PyArrayScalar_VAL(value, LongLong);
    } else if (type == &PyUByteArrType_Type) {
        code = CODE_UINT8;
        slot->i = PyArrayScalar_VAL(value, UByte);
    } else if (type == &PyUShortArrType_Type) {
        code = CODE_UINT16;
        slot->i = PyArrayScalar_VAL(value, UShort);
    } else if (type == &PyUIntArrType_Type) {
        code = CODE_UINT32;
        slot->i = PyArrayScalar_VAL(value, UInt);
    } else if (type == &PyULongArrType_Type) {
        code = host_code_of_typenum[NPY_ULONG];
        slot->i = (int64_t)PyArrayScalar_VAL(value, ULong);
    } else if (type == &PyULongLongArrType_Type) {
        code = CODE_UINT64;
        slot->i = (int64_t)PyArrayScalar_VAL(value, ULongLong);
    } else if (type == &PyCDoubleArrType_Type) {
        code = CODE_COMPLEX128;
        memcpy(&slot[0].d, &PyArrayScalar_VAL(value, CDouble), sizeof(double));
        memcpy(&slot[1].d, (char *)&PyArrayScalar_VAL(value, CDouble) + sizeof(double), sizeof(double));
        slots = 2;
    } else if (type == &PyCFloatArrType_Type) {
        code = CODE_COMPLEX64;
        slot[0].i = slot[1].i = 0;
        memcpy(&slot[0].f, &PyArrayScalar_VAL(value, CFloat), sizeof(float));
        memcpy(&slot[1].f, (char *)&PyArrayScalar_VAL(value, CFloat) + sizeof(float), sizeof(float));
        slots = 2;
    } else if (type == &PyDatetimeArrType_Type) {
        code = host_code_of_unit(CODE_DATETIME, &((PyDatetimeScalarObject *)value)->obmeta);
        slot->i = ((PyDatetimeScalarObject *)value)->obval;
    } else if (type == &PyTimedeltaArrType_Type) {
        code = host_code_of_unit(CODE_TIMEDELTA, &((PyTimedeltaScalarObject *)value)->obmeta);
        slot->i = ((PyTimedeltaScalarObject *)value)->obval;
    } else {
        return ARGUMENT_UNSUPPORTED;
    }
    if (code == CODE_UNSUPPORTED) {
        return ARGUMENT_UNSUPPORTED;
    }
    frame->words[frame->nwords++] = code;
    frame->nslots += slots;
    return ARGUMENT_OK;
}

/* A masked array's mask would be lost, so that subclass is none of ours. */
static bool is_masked(PyTypeObject *type) {
    for (; type != NULL && type != &PyArray_Type; type = type->tp_base) {
        if (strcmp(type->tp_name, "MaskedArray") == 0 || strcmp(type->tp_name, "numpy.ma.MaskedArray") == 0) {
            return true;
        }
    }
    return false;
}

static PyObject *fields_name(void) {
    static PyObject *name;
    return name != NULL ? name : (name = PyUnicode_InternFromString("_fields"));
}

/* Whether these are the members of an enum. Its class can have no other metaclass than EnumType. */
static bool is_member(PyTypeObject *type) {
    return strcmp(Py_TYPE(type)->tp_name, "EnumType") == 0 || strcmp(Py_TYPE(type)->tp_name, "EnumMeta") == 0;
}

static host_argument add_int(host_frame *frame, PyObject *value) {
    int64_t small;
    if (!host_small_int(value, &small)) {
        return add_large_int(frame, value);
    }
    frame->words[frame->nwords++] = CODE_INT64;
    frame->slots[frame->nslots++].i = small;
    return ARGUMENT_OK;
}

/* The items of parts are of the types that their class says, whatever else may be said of the values; or arrays of any layouts. */
static host_argument take_words(host_frame *frame, int first, PyTypeObject *type) {
    PyObject *words = PyObject_GetAttrString((PyObject *)type, "_words");
    if (words == NULL) {
        return ARGUMENT_FAILED;
    }
    if (words == Py_None) {
        Py_DECREF(words);
        frame_forget_layouts(frame, first);
        return ARGUMENT_OK;
    }
    bool same = PyTuple_Check(words) && PyTuple_GET_SIZE(words) == frame->nwords - first;
    for (int i = first; same && i < frame->nwords; i++) {
        uint64_t word = PyLong_AsUnsignedLongLong(PyTuple_GET_ITEM(words, i - first));
        same = WORD_CODE(word) == WORD_CODE(frame->words[i]);
        frame->words[i] = word;
    }
    Py_DECREF(words);
    if (!same && !PyErr_Occurred()) {
        PyErr_Format(PyExc_TypeError, "%s: values of other types than its members have", type->tp_name);
    }
    return same ? ARGUMENT_OK : ARGUMENT_FAILED;
}

/* What a class of the user's inherits from Python's; its own methods are Python's business. Else a buffer. */
static host_argument add_subclass(host_frame *frame, PyObject *value) {
    if (PyLong_Check(value)) {
        return add_int(frame, value);
    }
    if (PyFloat_Check(value)) {
        frame->words[frame->nwords++] = CODE_FLOAT64;
        frame->slots[frame->nslots++].d = PyFloat_AS_DOUBLE(value);
        return ARGUMENT_OK;
    }
    return PyList_Check(value) ? frame_add_list(frame, value) : frame_add_buffer(frame, value);
}

host_argument frame_add(host_frame *frame, PyObject *value) {
    PyTypeObject *type = Py_TYPE(value);
    if (type == &PyArray_Type) {
        return add_array(frame, (PyArrayObject *)value);
    }
    if (!frame_room(frame, 1, 2)) {
        return ARGUMENT_FAILED;
    }
    if (type == &PyLong_Type) {
        return add_int(frame, value);
    }
    if (type == &PyFloat_Type) {
        frame->words[frame->nwords++] = CODE_FLOAT64;
        frame->slots[frame->nslots++].d = PyFloat_AS_DOUBLE(value);
        return ARGUMENT_OK;
    }
    if (type == &PyBool_Type) {
        frame->words[frame->nwords++] = CODE_BOOL;
        frame->slots[frame->nslots++].i = value == Py_True;
        return ARGUMENT_OK;
    }
    if (type == &PyUnicode_Type) {
        return add_str(frame, value);
    }
    if (type == &PyTuple_Type) {
        return add_tuple(frame, value);
    }
    if (type == &PyList_Type) {
        return frame_add_list(frame, value);
    }
    if (type == host_typed_list) {
        return frame_add_typed_list(frame, value);
    }
    if (value == Py_None) {
        frame->words[frame->nwords++] = CODE_NONE;
        return ARGUMENT_OK;
    }
    if (type == &PyComplex_Type) {
        Py_complex number = PyComplex_AsCComplex(value);
        frame->words[frame->nwords++] = CODE_COMPLEX128;
        frame->slots[frame->nslots++].d = number.real;
        frame->slots[frame->nslots++].d = number.imag;
        return ARGUMENT_OK;
    }
    if (PyTuple_Check(value) && PyObject_HasAttr((PyObject *)type, fields_name())) {
        int first = frame->nwords;
        frame->words[frame->nwords++] = CODE_NAMED | (uint64_t)(uintptr_t)type << 8;
        host_argument added = add_tuple(frame, value);
        return added == ARGUMENT_OK && host_is_parts(type) ? take_words(frame, first, type) : added;
    }
    if (is_instance(value)) {
        frame->words[frame->nwords++] = CODE_INSTANCE | (uint64_t)(uintptr_t)type << 8;
        frame->slots[frame->nslots++].p = ((host_object *)value)->block;
        return ARGUMENT_OK;
    }
    if (type == &PySlice_Type) {
        return add_slice(frame, value);
    }
    if (value == Py_Ellipsis) {
        return add_ellipsis(frame);
    }
    if (PyUnicode_Check(value)) { /* of a class of its own, or a member of an enum of texts */
        return add_str(frame, value);
    }
    if (PyType_Check(value) || is_member(type) || (host_dispatcher_type != NULL && PyObject_TypeCheck(value, host_dispatcher_type))) {
        frame->words[frame->nwords++] = CODE_OBJECT | (uint64_t)(uintptr_t)value << 8;
        return ARGUMENT_OK;
    }
    host_argument scalar = add_numpy_scalar(frame, value);
    if (scalar != ARGUMENT_UNSUPPORTED || is_masked(type)) {
        return scalar;
    }
    if (PyArray_Check(value)) {
        return add_array(frame, (PyArrayObject *)value);
    }
    return add_subclass(frame, value);
}
