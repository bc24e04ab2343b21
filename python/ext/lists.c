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
    host_item item;
    uint64_t words[];  /* of an item's type */
};

_Static_assert(offsetof(host_list, now) == 0, "the runtime's chain goes from `before` to the next one's `now`");

static bool has(host_code code, const uint64_t *words, int nwords) {
    for (int i = 0; i < nwords; i++) {
        if (WORD_CODE(words[i]) == code) {
            return true;
        }
    }
    return false;
}

/* Reading an item may run Python code, which may change the list. */
static host_argument copy_items(host_frame *frame, const host_list *list, Py_ssize_t length) {
    jac_list *into = list_inside(list->now.list);
    host_frame item;
    frame_init(&item);
    host_argument added = ARGUMENT_OK;
    for (Py_ssize_t i = 0; i < length && added == ARGUMENT_OK; i++) {
        if (i >= PyList_GET_SIZE(list->object)) {
            PyErr_SetString(PyExc_RuntimeError, "the list became shorter while it was read");
            added = ARGUMENT_FAILED;
            break;
        }
        /* A typed List says what its items are: they are converted, as arguments are to a signature. */
        bool converts = list->given != list->object;
        added = item_write(
                frame, &list->item, converts, PyList_GET_ITEM(list->object, i), &item, into->items + i * into->item_bytes);
        into->length += added == ARGUMENT_OK;
    }
    frame_free(&item);
    return added;
}

static void copy_before(const host_list *list) {
    const jac_list *now = list_inside(list->now.list);
    jac_list *before = list_inside(list->before.list);
    memcpy(before->items, now->items, (size_t)(now->length * now->item_bytes));
    before->length = now->length;
    for (int64_t i = 0; now->owners != 0 && i < now->length; i++) {
        items_retain(now->owners, (const jac_slot *)(const void *)(now->items + i * now->item_bytes));
    }
}

/* The list's copy for the kernel: `given` is the list, or the typed List around it. */
static host_argument copy_list(host_frame *frame, PyObject *given, PyObject *object, const uint64_t *words, int nwords) {
    host_item item;
    if (!host_item_layout(words, nwords, &item)) {
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
    memcpy(list->words, words, (size_t)nwords * sizeof(uint64_t));
    list->item = item;
    list->item.words = list->words;
    if ((has(CODE_ARRAY, words, nwords) || has(CODE_LIST, words, nwords)) && (list->arrays = PyList_GetSlice(object, 0, length)) == NULL) {
        return ARGUMENT_FAILED;
    }
    list->now.list = runtime.list_new(NULL, (int64_t)item.bytes, item.references, length);
    list->before.list = runtime.list_new(NULL, (int64_t)item.bytes, item.references, length);
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

static host_argument push(host_frame *frame, uint64_t flags, const host_item *item, void *block) {
    if (!frame_room(frame, 1 + item->nwords, 1)) {
        return ARGUMENT_FAILED;
    }
    frame->words[frame->nwords++] = CODE_LIST | flags;
    memcpy(frame->words + frame->nwords, item->words, (size_t)item->nwords * sizeof(uint64_t));
    frame->nwords += item->nwords;
    frame->slots[frame->nslots++].p = block;
    return ARGUMENT_OK;
}

static host_argument push_known(host_frame *frame, const host_list *list) {
    return push(frame, list->given != list->object ? LIST_TYPED : 0, &list->item, list->now.list);
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
        return push_known(frame, known);
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
    host_argument added = item_read(frame, &first, PyList_GET_ITEM(object, 0));
    Py_LeaveRecursiveCall();
    if (added == ARGUMENT_OK && has(CODE_LIST, first.words, first.nwords)) {
        item_refuse("nested_list", &first, &first);
        added = ARGUMENT_FAILED;
    }
    if (added == ARGUMENT_OK) {
        added = copy_list(frame, object, object, first.words, first.nwords);
    }
    frame_free(&first);
    return added == ARGUMENT_OK ? push_known(frame, frame->lists) : added;
}

/* Python's jaculus.typed.List. */
host_argument frame_add_typed_list(host_frame *frame, PyObject *given) {
    const host_typed *typed = (const host_typed *)given;
    if (typed->items != NULL && Py_IS_TYPE(typed->items, host_block_type)) {
        const host_block *block = (const host_block *)typed->items;
        return push(frame, LIST_TYPED, &block->item, block->list);
    }
    const host_list *known = known_list(frame, given);
    if (known != NULL) {
        return push_known(frame, known);
    }
    int nwords = (int)(PyBytes_GET_SIZE(typed->words) / (Py_ssize_t)sizeof(uint64_t));
    const uint64_t *item = (const uint64_t *)(const void *)PyBytes_AS_STRING(typed->words);
    host_argument added = ARGUMENT_FAILED;
    if (nwords == 0 || typed->items == NULL || !PyList_CheckExact(typed->items)) {
        PyErr_SetString(PyExc_TypeError, "the typed List is empty and nothing tells what it holds: use List.empty_list");
    } else if (!Py_EnterRecursiveCall(" in a list argument")) {
        added = copy_list(frame, given, typed->items, item, nwords);
        Py_LeaveRecursiveCall();
    }
    return added == ARGUMENT_OK ? push_known(frame, known_list(frame, given)) : added;
}

/* jaculus.typed.List around fresh items. */
static PyObject *typed(PyObject *items, const host_item *item) {
    PyObject *module = items == NULL ? NULL : PyImport_ImportModule("jaculus.typed");
    PyObject *result = module == NULL ? NULL
                                      : PyObject_CallMethod(module, "made", "Oy#", items, (const char *)item->words,
                                                item->nwords * (Py_ssize_t)sizeof(uint64_t));
    Py_XDECREF(module);
    Py_XDECREF(items);
    return result;
}

static PyObject *boxed_items(const host_item *item, const jac_list *list, const host_source *source, bool shared) {
    PyObject *result = PyList_New(list->length);
    for (int64_t i = 0; result != NULL && i < list->length; i++) {
        PyObject *value = item_box(item, list->items + i * list->item_bytes, source, shared);
        if (value == NULL) {
            Py_CLEAR(result);
        } else {
            PyList_SET_ITEM(result, i, value);
        }
    }
    return result;
}

PyObject *list_box(
        uint64_t word, const uint64_t *words, int nwords, void *block, const host_source *source, bool shared) {
    PyObject *result = block_owner(list_inside(block));
    for (const host_list *known = source == NULL ? NULL : source->lists; known != NULL && result == NULL;
            known = known->next) {
        result = known->now.list == block ? Py_NewRef(known->given) : NULL;
    }
    host_item item;
    bool fresh = result == NULL && !PyErr_Occurred() && host_item_layout(words, nwords, &item);
    bool kept = fresh && (word & LIST_TYPED) != 0 && item.references == 0;
    if (kept) {
        result = block_around(&item, block, shared, source != NULL && source->kernel != NULL && source->kernel->has_objects);
    } else if (fresh) {
        result = boxed_items(&item, list_inside(block), source, shared);
    }
    if (!shared && !kept) {
        runtime.release_host(block);
    }
    return fresh && (word & LIST_TYPED) ? typed(result, &item) : result;
}

static bool is_changed(const jac_list *before, const jac_list *now) {
    return now->length != before->length
            || memcmp(now->items, before->items, (size_t)(now->length * now->item_bytes)) != 0;
}

/* The new items first, then all at once: an object that leaves the list may be needed until then. */
static bool reflect(const host_list *list, const host_list *all) {
    const jac_list *now = list_inside(list->now.list), *before = list_inside(list->before.list);
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
                               : item_box(&list->item, now->items + at, &source, false);
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
