/* bytes, bytearray, memoryview and array.array: a kernel sees their memory as an array. */
#include "host.h"

/* The frame keeps a reference until it is freed. */
static bool frame_keep(host_frame *frame, PyObject *view) {
    host_buffer *buffer = PyMem_Malloc(sizeof(*buffer));
    if (buffer == NULL) {
        PyErr_NoMemory();
        return false;
    }
    buffer->view = view;
    buffer->next = frame->buffers;
    frame->buffers = buffer;
    return true;
}

/* Our code of an item's format as the struct module spells it; 0: kernels have no such items. */
static host_code code_of_format(const char *format, Py_ssize_t size) {
    if (format == NULL) {
        return CODE_UINT8;
    }
    if (*format == '@' || *format == '=' || *format == '<') {
        format++;
    }
    if (*format == 'Z') {
        return format[1] == 'd' ? CODE_COMPLEX128 : format[1] == 'f' ? CODE_COMPLEX64 : CODE_UNSUPPORTED;
    }
    if (*format == '\0' || format[1] != '\0') {
        return CODE_UNSUPPORTED;
    }
    bool is_signed = strchr("bhilqn", *format) != NULL;
    if (is_signed || strchr("BHILQN", *format) != NULL) {
        int place = size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3;
        return (host_code)((is_signed ? CODE_INT8 : CODE_UINT8) + place);
    }
    return *format == 'd' ? CODE_FLOAT64 : *format == 'f' ? CODE_FLOAT32 : *format == '?' ? CODE_BOOL : CODE_UNSUPPORTED;
}

static host_argument add_view(host_frame *frame, PyObject *view, uint64_t kind) {
    const Py_buffer *buffer = PyMemoryView_GET_BUFFER(view);
    host_code code = code_of_format(buffer->format, buffer->itemsize);
    int rank = buffer->ndim;
    if (code == CODE_UNSUPPORTED || buffer->suboffsets != NULL) {
        return ARGUMENT_UNSUPPORTED;
    }
    if (!frame_room(frame, 1, 2 + 2 * rank)) {
        return ARGUMENT_FAILED;
    }
    uint64_t layout = PyBuffer_IsContiguous(buffer, 'C') ? LAYOUT_C : PyBuffer_IsContiguous(buffer, 'F') ? LAYOUT_F : LAYOUT_A;
    frame->words[frame->nwords++] = CODE_ARRAY | (uint64_t)code << 8 | (uint64_t)rank << 16 | layout << 24
            | (uint64_t)(buffer->readonly != 0) << 26 | kind << BUFFER_SHIFT;
    jac_slot *slot = frame->slots + frame->nslots;
    slot[0].i = (int64_t)((uintptr_t)view | 1);
    slot[1].p = buffer->buf;
    for (int axis = 0; axis < rank; axis++) {
        slot[2 + axis].i = buffer->shape[axis];
        slot[2 + rank + axis].i = buffer->strides[axis];
    }
    frame->nslots += 2 + 2 * rank;
    return ARGUMENT_OK;
}

static host_argument add_bytes(host_frame *frame, PyObject *value) {
    if (!frame_room(frame, 1, 4)) {
        return ARGUMENT_FAILED;
    }
    frame->words[frame->nwords++] = CODE_ARRAY | CODE_UINT8 << 8 | 1u << 16 | 1u << 26 | (uint64_t)BUFFER_BYTES << BUFFER_SHIFT;
    jac_slot *slot = frame->slots + frame->nslots;
    slot[0].i = (int64_t)((uintptr_t)value | 1);
    slot[1].p = PyBytes_AS_STRING(value);
    slot[2].i = PyBytes_GET_SIZE(value);
    slot[3].i = 1;
    frame->nslots += 4;
    return ARGUMENT_OK;
}

host_argument frame_add_buffer(host_frame *frame, PyObject *value) {
    PyTypeObject *type = Py_TYPE(value);
    uint64_t kind = type == &PyByteArray_Type ? BUFFER_BYTEARRAY
            : type == &PyMemoryView_Type      ? BUFFER_MEMORYVIEW
            : strcmp(type->tp_name, "array.array") == 0 ? BUFFER_PYARRAY : 0;
    if (type == &PyBytes_Type) {
        return add_bytes(frame, value);
    }
    if (kind == 0) {
        return ARGUMENT_UNSUPPORTED;
    }
    PyObject *view = PyMemoryView_FromObject(value); /* while it lives, the memory stays where it is */
    if (view == NULL) {
        return ARGUMENT_FAILED;
    }
    host_argument added = add_view(frame, view, kind);
    if (added != ARGUMENT_OK || !frame_keep(frame, view)) {
        Py_DECREF(view);
        return added != ARGUMENT_OK ? added : ARGUMENT_FAILED;
    }
    return ARGUMENT_OK;
}

PyObject *host_box_bytes(PyObject *parent, const jac_slot *slot) {
    const char *data = slot[1].p;
    Py_ssize_t length = slot[2].i, step = slot[3].i;
    if (data == PyBytes_AS_STRING(parent) && length == PyBytes_GET_SIZE(parent) && step == 1) {
        return Py_NewRef(parent);
    }
    PyObject *part = PyBytes_FromStringAndSize(NULL, length);
    for (Py_ssize_t i = 0; part != NULL && i < length; i++) {
        PyBytes_AS_STRING(part)[i] = data[i * step];
    }
    return part;
}
