/*
 * Python lists as arguments and results. A kernel works on a copy (jac_list) of the list. A second copy tells afterwards which items it
 * changed: only those become new Python objects, and a list that it only read is not touched. That copy has references of its
 * own to what the items refer to: else a text that the kernel makes could get the place of one that it dropped, and look unchanged.
 */
#include "host.h"

struct host_list {
    jac_host_list now;    /* what the kernel changes: this has one reference to it, and each item that is it another */
    jac_host_list before; /* the items as they were; the runtime finds it behind `now` */
    host_list *next;
    PyObject *object;  /* the Python list */
    PyObject *given;   /* ... or the typed List around it */
    PyObject *arrays;  /* the items, where kernels use their own memory: anybody may take them out of the list meanwhile; else NULL */
    bool interrupted;  /* an item may be half written */
    int nitem;         /* words of an item's type */
    uint64_t item[];   /* ... */
};

_Static_assert(offsetof(host_list, now) == 0, "the runtime's chain goes from `before` to the next one's `now`");

static jac_list *inside(void *block) {
    return (jac_list *)((char *)block + JAC_DATA);
}

/* One number lies in a list as in an array: its size; of any other item the slots count. */
static size_t packed_size(uint64_t word) {
    switch (WORD_CODE(word)) {
    case CODE_BOOL:
    case CODE_INT8:
    case CODE_UINT8:
        return 1;
    case CODE_INT16:
    case CODE_UINT16:
        return 2;
    case CODE_INT32:
    case CODE_UINT32:
    case CODE_FLOAT32:
        return 4;
    case CODE_INT64:
    case CODE_UINT64:
    case CODE_FLOAT64:
    case CODE_COMPLEX64:
        return 8;
    case CODE_COMPLEX128:
        return 16;
    default:
        return host_is_time(WORD_CODE(word)) ? 8 : 0;
    }
}

static void pack(uint64_t word, const jac_slot *slot, char *to) {
    if (WORD_CODE(word) == CODE_COMPLEX64) {
        memcpy(to, &slot[0].f, sizeof(float));
        memcpy(to + sizeof(float), &slot[1].f, sizeof(float));
    } else {
        memcpy(to, slot, packed_size(word)); /* the low bytes come first */
    }
}

static void unpack(uint64_t word, const char *from, jac_slot *slot) {
    slot[0].i = slot[1].i = 0;
    size_t size = packed_size(word);
    switch (WORD_CODE(word)) {
    case CODE_COMPLEX64:
        memcpy(&slot[0].f, from, sizeof(float));
        memcpy(&slot[1].f, from + sizeof(float), sizeof(float));
        return;
    case CODE_INT8:
    case CODE_INT16:
    case CODE_INT32: {
        int shift = 64 - 8 * (int)size;
        uint64_t bits = 0;
        memcpy(&bits, from, size);
        slot->i = (int64_t)(bits << shift) >> shift;
        return;
    }
    default:
        memcpy(slot, from, size);
    }
}

/* Notes which slots from `at` on are references, and returns the slot behind the value's. */
static int owners_of(const uint64_t **word, int at, uint64_t *owners) {
    uint64_t w = *(*word)++;
    switch (WORD_CODE(w)) {
    case CODE_TUPLE:
        for (Py_ssize_t i = 0; i < WORD_LENGTH(w); i++) {
            at = owners_of(word, at, owners);
        }
        return at;
    case CODE_NAMED:
        return owners_of(word, at, owners);
    case CODE_OPTIONAL:
        return owners_of(word, at + 1, owners);
    case CODE_LIST:
        *word += host_words_of(*word);
        *owners |= (uint64_t)1 << (at & 63);
        return at + 1;
    case CODE_STR:
        *owners |= (uint64_t)1 << (at & 63);
        return at + STR_SLOTS;
    case CODE_ARRAY:
        *owners |= (uint64_t)1 << (at & 63);
        return at + 2 + 2 * WORD_NDIM(w);
    default:
        return at + host_slots_of(&w, 1);
    }
}

static bool has(host_code code, const uint64_t *words, int nwords) {
    for (int i = 0; i < nwords; i++) {
        if (WORD_CODE(words[i]) == code) {
            return true;
        }
    }
    return false;
}

/* TypeError: jaculus.typeof says how the types are called. */
static void refuse(const char *why, const host_frame *first, const host_frame *other) {
    PyObject *module = PyImport_ImportModule("jaculus.typeof");
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

/* Reads an item into `item`, which is empty again. Lists in it are lists of the call. */
static host_argument read_item(host_frame *frame, host_frame *item, PyObject *value) {
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

static bool is_item(const host_list *list, const host_frame *item) {
    return item->nwords == list->nitem && memcmp(item->words, list->item, (size_t)list->nitem * sizeof(uint64_t)) == 0;
}

static void refuse_item(const host_list *list, const host_frame *item) {
    host_frame first;
    frame_init(&first);
    first.words = (uint64_t *)list->item;
    first.nwords = list->nitem;
    refuse("different_items", &first, item);
}

static void retain_owners(uint64_t owners, const jac_slot *slots) {
    for (; owners != 0; owners &= owners - 1) {
        runtime.retain_host(slots[__builtin_ctzll(owners)].p);
    }
}

/* Most lists hold numbers: those are read at once. */
static bool copy_number(const host_list *list, PyObject *value, char *to) {
    if (list->item[0] == CODE_FLOAT64 && PyFloat_CheckExact(value)) {
        double number = PyFloat_AS_DOUBLE(value);
        memcpy(to, &number, sizeof(number));
        return true;
    }
    if (list->item[0] == CODE_INT64 && PyLong_CheckExact(value)) {
        int overflow;
        long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
        memcpy(to, &number, sizeof(number));
        return overflow == 0;
    }
    return false;
}

/* Writes the value as the list's item at `to`, `item` being room for it. */
static host_argument copy_item(host_frame *frame, const host_list *list, PyObject *value, host_frame *item, char *to) {
    host_argument added = read_item(frame, item, value);
    if (added != ARGUMENT_OK) {
        return added;
    }
    if (!is_item(list, item)) {
        /* A typed List says what its items are: they are converted, as arguments are to a signature. */
        bool converts = list->given != list->object
                && host_convertible(item->words, item->nwords, list->item, list->nitem);
        if (!converts) {
            refuse_item(list, item);
            return ARGUMENT_FAILED;
        }
        if (frame_convert(item, list->item, list->nitem) < 0) {
            return ARGUMENT_FAILED;
        }
    }
    const jac_list *into = inside(list->now.list);
    if (list->nitem == 1 && packed_size(list->item[0]) != 0) {
        pack(list->item[0], item->slots, to);
        return ARGUMENT_OK;
    }
    retain_owners(into->owners, item->slots);
    if (!host_own_texts(item, NULL)) { /* after that: a text's block begins with the list's reference */
        return ARGUMENT_FAILED;
    }
    memcpy(to, item->slots, (size_t)into->item_bytes);
    return ARGUMENT_OK;
}

/* Reading an item may run Python code, which may change the list. */
static host_argument copy_items(host_frame *frame, const host_list *list, Py_ssize_t length) {
    jac_list *into = inside(list->now.list);
    host_frame item;
    frame_init(&item);
    host_argument added = ARGUMENT_OK;
    for (Py_ssize_t i = 0; i < length && added == ARGUMENT_OK; i++) {
        if (i >= PyList_GET_SIZE(list->object)) {
            PyErr_SetString(PyExc_RuntimeError, "the list became shorter while it was read");
            added = ARGUMENT_FAILED;
            break;
        }
        PyObject *value = PyList_GET_ITEM(list->object, i);
        char *to = into->items + i * into->item_bytes;
        if (!copy_number(list, value, to)) {
            Py_INCREF(value);
            added = copy_item(frame, list, value, &item, to);
            Py_DECREF(value);
        }
        into->length += added == ARGUMENT_OK;
    }
    frame_free(&item);
    return added;
}

static void copy_before(const host_list *list) {
    const jac_list *now = inside(list->now.list);
    jac_list *before = inside(list->before.list);
    memcpy(before->items, now->items, (size_t)(now->length * now->item_bytes));
    before->length = now->length;
    for (int64_t i = 0; now->owners != 0 && i < now->length; i++) {
        retain_owners(now->owners, (const jac_slot *)(const void *)(now->items + i * now->item_bytes));
    }
}

/* The list's copy for the kernel: `given` is the list, or the typed List around it. */
static host_argument copy_list(
        host_frame *frame, PyObject *given, PyObject *object, const uint64_t *words, int nwords, int slots) {
    const uint64_t *word = words;
    uint64_t owners = 0;
    size_t packed = nwords == 1 ? packed_size(words[0]) : 0;
    size_t bytes = packed != 0 ? packed : (size_t)slots * sizeof(jac_slot);
    if (packed == 0 && owners_of(&word, 0, &owners) > 64) {
        return ARGUMENT_UNSUPPORTED;
    }
    Py_ssize_t length = PyList_GET_SIZE(object);
    host_list *list = PyMem_Calloc(1, sizeof(*list) + (size_t)nwords * sizeof(uint64_t));
    if (list == NULL) {
        PyErr_NoMemory();
        return ARGUMENT_FAILED;
    }
    list->next = frame->lists;
    list->now.next = &list->before;
    list->before.next = (jac_host_list *)frame->lists;
    frame->lists = list; /* from here on it is freed with the frame */
    list->given = Py_NewRef(given);
    list->object = Py_NewRef(object);
    list->nitem = nwords;
    memcpy(list->item, words, (size_t)nwords * sizeof(uint64_t));
    if (has(CODE_ARRAY, words, nwords) && (list->arrays = PyList_GetSlice(object, 0, length)) == NULL) {
        return ARGUMENT_FAILED;
    }
    list->now.list = runtime.list_new(NULL, (int64_t)bytes, owners, length);
    list->before.list = runtime.list_new(NULL, (int64_t)bytes, owners, length);
    if (list->now.list == NULL || list->before.list == NULL) {
        PyErr_NoMemory();
        return ARGUMENT_FAILED;
    }
    host_argument copied = copy_items(frame, list, length);
    if (copied == ARGUMENT_OK) {
        copy_before(list);
    }
    return copied;
}

static host_argument push(host_frame *frame, const host_list *list) {
    if (!frame_room(frame, 1 + list->nitem, 1)) {
        return ARGUMENT_FAILED;
    }
    frame->words[frame->nwords++] = CODE_LIST | (list->given != list->object ? LIST_TYPED : 0);
    memcpy(frame->words + frame->nwords, list->item, (size_t)list->nitem * sizeof(uint64_t));
    frame->nwords += list->nitem;
    frame->slots[frame->nslots++].p = list->now.list;
    return ARGUMENT_OK;
}

static const host_list *known_list(const host_frame *frame, PyObject *given) {
    const host_list *known = frame->lists;
    while (known != NULL && known->given != given) {
        known = known->next;
    }
    return known;
}

host_argument frame_add_list(host_frame *frame, PyObject *object) {
    const host_list *known = known_list(frame, object);
    if (known != NULL) {
        return push(frame, known);
    }
    if (PyList_GET_SIZE(object) == 0) {
        PyErr_SetString(PyExc_ValueError, "cannot compute fingerprint of empty list");
        return ARGUMENT_FAILED;
    }
    host_frame first;
    frame_init(&first);
    if (Py_EnterRecursiveCall(" in a list argument")) {
        return ARGUMENT_FAILED;
    }
    host_argument added = read_item(frame, &first, PyList_GET_ITEM(object, 0));
    Py_LeaveRecursiveCall();
    if (added == ARGUMENT_OK && has(CODE_LIST, first.words, first.nwords)) {
        refuse("nested_list", &first, &first);
        added = ARGUMENT_FAILED;
    }
    if (added == ARGUMENT_OK) {
        added = copy_list(frame, object, object, first.words, first.nwords, first.nslots);
    }
    frame_free(&first);
    return added == ARGUMENT_OK ? push(frame, frame->lists) : added;
}

PyTypeObject *host_typed_list;

PyObject *lists_register(PyObject *Py_UNUSED(module), PyObject *type) {
    Py_XSETREF(host_typed_list, (PyTypeObject *)Py_NewRef(type));
    Py_RETURN_NONE;
}

/* Python's jaculus.typed.List: a list, and the words of its items' type. */
host_argument frame_add_typed_list(host_frame *frame, PyObject *given) {
    const host_list *known = known_list(frame, given);
    if (known != NULL) {
        return push(frame, known);
    }
    PyObject *object = PyObject_GetAttrString(given, "_items"), *words = PyObject_GetAttrString(given, "_words");
    host_argument added = ARGUMENT_FAILED;
    if (object != NULL && words != NULL && PyList_CheckExact(object) && PyBytes_CheckExact(words)) {
        int nwords = (int)(PyBytes_GET_SIZE(words) / (Py_ssize_t)sizeof(uint64_t));
        const uint64_t *item = (const uint64_t *)(const void *)PyBytes_AS_STRING(words);
        int slots = nwords > 0 ? host_slots_of(item, nwords) : -1;
        if (slots < 0) {
            PyErr_SetString(PyExc_TypeError, "the typed List is empty and nothing tells what it holds: use List.empty_list");
        } else if (!Py_EnterRecursiveCall(" in a list argument")) {
            added = copy_list(frame, given, object, item, nwords, slots);
            Py_LeaveRecursiveCall();
        }
    }
    Py_XDECREF(object); /* the List holds it */
    Py_XDECREF(words);
    return added == ARGUMENT_OK ? push(frame, known_list(frame, given)) : added;
}

/* The Python object of an item in a list; the list keeps its references. */
static PyObject *box_item(const uint64_t *item, int nitem, const jac_list *list, const char *from,
        const host_source *source, bool shared) {
    if (item[0] == CODE_INT64) {
        int64_t number;
        memcpy(&number, from, sizeof(number));
        return PyLong_FromLongLong(number);
    }
    if (item[0] == CODE_FLOAT64) {
        double number;
        memcpy(&number, from, sizeof(number));
        return PyFloat_FromDouble(number);
    }
    if (nitem == 1 && packed_size(item[0]) != 0) {
        jac_slot slots[2];
        unpack(item[0], from, slots);
        return host_box(item, 1, slots, NULL);
    }
    const jac_slot *slots = (const jac_slot *)(const void *)from;
    if (shared) {
        PyObject *value = NULL;
        host_box_shared(item, nitem, slots, &value);
        return value;
    }
    retain_owners(list->owners, slots);
    return host_box(item, nitem, slots, source);
}

/* jaculus.typed.List around a fresh list. */
static PyObject *typed(PyObject *items, const uint64_t *item, int nitem) {
    PyObject *module = PyImport_ImportModule("jaculus.typed");
    PyObject *result = module == NULL ? NULL
                                      : PyObject_CallMethod(module, "made", "Oy#", items, (const char *)item,
                                                nitem * (Py_ssize_t)sizeof(uint64_t));
    Py_XDECREF(module);
    Py_DECREF(items);
    return result;
}

PyObject *list_box(
        uint64_t word, const uint64_t *item, int nitem, void *block, const host_source *source, bool shared) {
    PyObject *result = NULL;
    for (const host_list *known = source == NULL ? NULL : source->lists; known != NULL && result == NULL;
            known = known->next) {
        result = known->now.list == block ? Py_NewRef(known->given) : NULL;
    }
    bool fresh = result == NULL;
    if (result == NULL) {
        const jac_list *list = inside(block);
        result = PyList_New(list->length);
        for (int64_t i = 0; result != NULL && i < list->length; i++) {
            PyObject *value = box_item(item, nitem, list, list->items + i * list->item_bytes, source, shared);
            if (value == NULL) {
                Py_CLEAR(result);
            } else {
                PyList_SET_ITEM(result, i, value);
            }
        }
    }
    if (!shared) {
        runtime.release_host(block);
    }
    return fresh && result != NULL && (word & LIST_TYPED) ? typed(result, item, nitem) : result;
}

static bool is_changed(const jac_list *before, const jac_list *now) {
    return now->length != before->length
            || memcmp(now->items, before->items, (size_t)(now->length * now->item_bytes)) != 0;
}

/* The new items first, then all at once: an object that leaves the list may be needed until then. */
static bool reflect(const host_list *list, const host_list *all) {
    const jac_list *now = inside(list->now.list), *before = inside(list->before.list);
    const host_source source = {.lists = all};
    if (!is_changed(before, now) || (list->interrupted && now->owners != 0)) {
        return true;
    }
    PyObject *fresh = PyList_New(now->length);
    for (int64_t i = 0; fresh != NULL && i < now->length; i++) {
        int64_t at = i * now->item_bytes;
        bool same = i < before->length && i < PyList_GET_SIZE(list->object)
                && memcmp(now->items + at, before->items + at, (size_t)now->item_bytes) == 0;
        PyObject *value = same ? Py_NewRef(PyList_GET_ITEM(list->object, i))
                               : box_item(list->item, list->nitem, now, now->items + at, &source, false);
        if (value == NULL) {
            Py_CLEAR(fresh);
        } else {
            PyList_SET_ITEM(fresh, i, value);
        }
    }
    bool done = fresh != NULL && PyList_SetSlice(list->object, 0, PyList_GET_SIZE(list->object), fresh) == 0;
    Py_XDECREF(fresh);
    return done;
}

bool lists_reflect(host_list *lists) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    bool done = true;
    for (host_list *list = lists; list != NULL && done; list = list->next) {
        done = reflect(list, lists);
    }
    if (done) {
        PyErr_Restore(type, value, traceback);
    } else {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    return done;
}

void lists_enter(jac_env *env, host_list *lists) {
    runtime.env_lists(env, (jac_host_list *)lists);
}

void lists_interrupted(jac_env *env, host_list *lists) {
    if (lists == NULL) {
        return;
    }
    runtime.lists_leave(env, 1);
    lists_enter(env, NULL);
    for (host_list *list = lists; list != NULL; list = list->next) {
        list->interrupted = true;
    }
}

void lists_free(host_list *lists) {
    while (lists != NULL) {
        host_list *next = lists->next;
        runtime.release_host(lists->now.list);
        runtime.release_host(lists->before.list);
        Py_XDECREF(lists->arrays);
        Py_XDECREF(lists->given);
        Py_XDECREF(lists->object);
        PyMem_Free(lists);
        lists = next;
    }
}
