/* Items of lists: from a Python object into the memory of a list, and back. */
#include "host.h"

/* TypeError: jaculus.valuetypes says how the types are called. */
void item_refuse(const char *why, const host_frame *first, const host_frame *other) {
    PyObject *module = PyImport_ImportModule("jaculus.valuetypes");
    if (module != NULL) {
        PyObject *done = PyObject_CallMethod(module, why, "y#y#", (const char *)first->words,
                first->nwords * (Py_ssize_t)sizeof(uint64_t), (const char *)other->words,
                other->nwords * (Py_ssize_t)sizeof(uint64_t));
        Py_XDECREF(done);
        Py_DECREF(module);
        host_hide_frames();
    }
}

/* Views of memory that an item's slots name are kept as long as the call. */
static void keep_views(host_frame *frame, host_frame *item) {
    host_buffer **at = &item->buffers;
    while (*at != NULL) {
        host_buffer *one = *at;
        if (one->view == NULL) {
            at = &one->next;
            continue;
        }
        *at = one->next;
        one->next = frame->buffers;
        frame->buffers = one;
    }
}

host_argument item_read(host_frame *frame, host_frame *item, PyObject *value) {
    frame_free(item);
    frame_init(item);
    item->lists = frame->lists;
    host_argument added = frame_add(item, value);
    frame->lists = item->lists;
    item->lists = NULL;
    keep_views(frame, item);
    frame_forget_last_axes(item, 0);
    return added;
}

static bool is_item(const host_item *item, const host_frame *found) {
    return found->nwords == item->nwords
            && memcmp(found->words, item->words, (size_t)item->nwords * sizeof(uint64_t)) == 0;
}

static void refuse_item(const host_item *item, const host_frame *found) {
    host_frame first;
    frame_init(&first);
    first.words = (uint64_t *)item->words;
    first.nwords = item->nwords;
    item_refuse("different_items", &first, found);
}

void items_retain(uint64_t references, const jac_slot *slots) {
    for (; references != 0; references &= references - 1) {
        runtime.retain_host(slots[__builtin_ctzll(references)].p);
    }
}

/* Most lists hold numbers: those are read at once. */
static bool write_number(const host_item *item, PyObject *value, char *to) {
    if (item->words[0] == CODE_FLOAT64 && PyFloat_CheckExact(value)) {
        double number = PyFloat_AS_DOUBLE(value);
        memcpy(to, &number, sizeof(number));
        return true;
    }
    if (item->words[0] == CODE_INT64 && PyLong_CheckExact(value)) {
        int overflow;
        long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
        memcpy(to, &number, sizeof(number));
        return overflow == 0;
    }
    return false;
}

static host_argument write_any(
        host_frame *frame, const host_item *item, bool converts, PyObject *value, host_frame *room, char *to) {
    host_argument added = item_read(frame, room, value);
    if (added != ARGUMENT_OK) {
        return added;
    }
    if (!is_item(item, room)) {
        if (!converts || !host_convertible(room->words, room->nwords, item->words, item->nwords)) {
            refuse_item(item, room);
            return ARGUMENT_FAILED;
        }
        if (frame_convert(room, item->words, item->nwords) < 0) {
            return ARGUMENT_FAILED;
        }
    }
    items_retain(item->references, room->slots);
    if (item->references != 0 && !host_own_texts(room, NULL)) { /* after that: a text's block begins with the list's reference */
        return ARGUMENT_FAILED;
    }
    host_pack(item, room->slots, to);
    return ARGUMENT_OK;
}

host_argument item_write(
        host_frame *frame, const host_item *item, bool converts, PyObject *value, host_frame *room, char *to) {
    if (write_number(item, value, to)) {
        return ARGUMENT_OK;
    }
    Py_INCREF(value);
    host_argument written = write_any(frame, item, converts, value, room, to);
    Py_DECREF(value);
    return written;
}

PyObject *item_box(const host_item *item, const char *from, const host_source *source, bool shared) {
    if (item->words[0] == CODE_INT64) {
        int64_t number;
        memcpy(&number, from, sizeof(number));
        return PyLong_FromLongLong(number);
    }
    if (item->words[0] == CODE_FLOAT64) {
        double number;
        memcpy(&number, from, sizeof(number));
        return PyFloat_FromDouble(number);
    }
    if (item->packed) {
        jac_slot slots[2];
        host_unpack(item, from, slots);
        return host_box(item->words, 1, slots, NULL);
    }
    const jac_slot *slots = (const jac_slot *)(const void *)from;
    if (shared) {
        PyObject *value = NULL;
        host_box_shared(item->words, item->nwords, slots, &value);
        return value;
    }
    items_retain(item->references, slots);
    return host_box(item->words, item->nwords, slots, source);
}
