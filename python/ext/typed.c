/*
 * numba.typed.List between calls. Where nothing in an item refers to a block, its items lie in a pinned list of the runtime's: kernels
 * and Python change the same memory, and a call passes the pointer. Items of other types are Python's objects in a list of Python's.
 */
#include "host.h"

PyTypeObject *host_block_type, *host_typed_list;

static jac_list *inside(const host_block *self) {
    return list_inside(self->list);
}

static char *item_at(const host_block *self, Py_ssize_t index) {
    const jac_list *list = inside(self);
    return list->items + index * list->item_bytes;
}

/* ---- Blocks: what Python's list can do, for typed.py ---- */

static host_block *new_block(PyObject *words) {
    host_item item;
    int nwords = (int)(PyBytes_GET_SIZE(words) / (Py_ssize_t)sizeof(uint64_t));
    if (!host_item_layout((const uint64_t *)(const void *)PyBytes_AS_STRING(words), nwords, &item) || item.references != 0) {
        return NULL;
    }
    host_block *self = (host_block *)host_block_type->tp_alloc(host_block_type, 0);
    if (self != NULL) {
        self->words = Py_NewRef(words);
        self->item = item;
    }
    return self;
}

PyObject *typed_block(PyObject *Py_UNUSED(module), PyObject *words) {
    if (!PyBytes_CheckExact(words)) {
        PyErr_SetString(PyExc_TypeError, "the words of a type are bytes");
        return NULL;
    }
    host_block *self = new_block(words);
    if (self == NULL) {
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    }
    self->list = runtime.list_pinned((int64_t)self->item.bytes, 0, self);
    if (self->list == NULL) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static PyObject *around(const host_item *item, void *list, bool shared, bool in_containers);

static PyObject *block_copied(const host_item *item, void *list) {
    return around(item, list, true, false);
}

PyObject *block_around(const host_item *item, void *list, bool shared, bool in_containers) {
    PyObject *pinned = list_inside(list)->pinned;
    if (pinned != NULL) { /* the List around it is gone, the items are not */
        return Py_NewRef(pinned);
    }
    return around(item, list, shared, in_containers);
}

static PyObject *around(const host_item *item, void *list, bool shared, bool in_containers) {
    PyObject *words = PyBytes_FromStringAndSize(
            (const char *)item->words, item->nwords * (Py_ssize_t)sizeof(uint64_t));
    host_block *self = words == NULL ? NULL : new_block(words);
    Py_XDECREF(words);
    if (self == NULL) {
        if (!shared) {
            runtime.release_host(list);
        }
        return NULL;
    }
    if (!shared && in_containers) {
        Py_INCREF(self); /* for ever */
        runtime.list_pin_kept(list, self);
        self->list = list;
    } else if (!shared) {
        self->list = runtime.list_pin(list, self);
    } else {
        const jac_list *from = list_inside(list);
        self->list = runtime.list_pinned(from->item_bytes, from->length, self);
        if (self->list != NULL) {
            memcpy(inside(self)->items, from->items, (size_t)(from->length * from->item_bytes));
            inside(self)->length = from->length;
        }
    }
    if (self->list == NULL) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

PyObject *block_owner(const jac_list *list) {
    const host_block *self = list->pinned;
    return self == NULL || self->owner == NULL ? NULL : Py_NewRef((PyObject *)self->owner);
}

static void block_dealloc(host_block *self) {
    PyTypeObject *type = Py_TYPE(self);
    if (self->list != NULL) {
        runtime.list_unpin(self->list);
    }
    Py_XDECREF(self->words);
    type->tp_free(self);
    Py_DECREF(type);
}

static Py_ssize_t block_length(host_block *self) {
    return (Py_ssize_t)inside(self)->length;
}

static PyObject *block_item(host_block *self, Py_ssize_t index) {
    if (index < 0 || index >= block_length(self)) {
        PyErr_SetString(PyExc_IndexError, "list index out of range");
        return NULL;
    }
    return item_box(&self->item, item_at(self, index), NULL, false);
}

/* Reading the value may run Python code, which may change the list: it is looked at anew afterwards. */
static int write_value(host_block *self, PyObject *value, char *to) {
    host_frame frame, room;
    frame_init(&frame);
    frame_init(&room);
    host_argument written = item_write(&frame, &self->item, true, value, &room, to);
    frame_free(&room);
    frame_free(&frame);
    if (written == ARGUMENT_UNSUPPORTED) {
        PyErr_Format(PyExc_TypeError, "a typed List does not hold %s objects", Py_TYPE(value)->tp_name);
    }
    return written == ARGUMENT_OK ? 0 : -1;
}

static int resize(host_block *self, Py_ssize_t length) {
    if (runtime.list_resize(NULL, self->list, length) != 0) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

enum { ITEM_ROOM = 64 * sizeof(jac_slot) };

static int block_store(host_block *self, Py_ssize_t index, PyObject *value) {
    char item[ITEM_ROOM];
    if (write_value(self, value, item) < 0) {
        return -1;
    }
    if (index < 0 || index >= block_length(self)) {
        PyErr_SetString(PyExc_IndexError, "list index out of range");
        return -1;
    }
    memcpy(item_at(self, index), item, self->item.bytes);
    return 0;
}

static PyObject *block_append(host_block *self, PyObject *value) {
    char item[ITEM_ROOM];
    if (write_value(self, value, item) < 0 || resize(self, block_length(self) + 1) < 0) {
        return NULL;
    }
    memcpy(item_at(self, block_length(self) - 1), item, self->item.bytes);
    Py_RETURN_NONE;
}

/* The items as a list of Python's. */
static PyObject *as_list(host_block *self) {
    return PySequence_List((PyObject *)self);
}

/* Becomes what the list holds; as it was, where an item does not fit. */
static int refill(host_block *self, PyObject *list) {
    Py_ssize_t length = PyList_GET_SIZE(list);
    char *fresh = PyMem_Malloc((size_t)length * self->item.bytes + 1);
    int failed = fresh == NULL;
    for (Py_ssize_t i = 0; !failed && i < length; i++) {
        PyObject *value = i < PyList_GET_SIZE(list) ? PyList_GET_ITEM(list, i) : Py_None;
        failed = write_value(self, value, fresh + (size_t)i * self->item.bytes) < 0;
    }
    if (fresh == NULL) {
        PyErr_NoMemory();
    } else if (!failed && (failed = resize(self, length) < 0) == 0) {
        memcpy(inside(self)->items, fresh, (size_t)length * self->item.bytes);
    }
    PyMem_Free(fresh);
    return failed ? -1 : 0;
}

/* What the list of Python's does with these arguments is done to a copy, which is then written back. */
static PyObject *through_list(host_block *self, const char *method, PyObject *args, PyObject *kwargs) {
    PyObject *list = as_list(self);
    PyObject *function = list == NULL ? NULL : PyObject_GetAttrString(list, method);
    PyObject *result = function == NULL ? NULL : PyObject_Call(function, args, kwargs);
    if (result != NULL && refill(self, list) < 0) {
        Py_CLEAR(result);
    }
    Py_XDECREF(function);
    Py_XDECREF(list);
    return result;
}

static PyObject *block_sort(host_block *self, PyObject *args, PyObject *kwargs) {
    return through_list(self, "sort", args, kwargs);
}

static PyObject *block_insert(host_block *self, PyObject *args) {
    Py_ssize_t index, length = block_length(self);
    PyObject *value;
    char item[ITEM_ROOM];
    if (!PyArg_ParseTuple(args, "nO:insert", &index, &value) || write_value(self, value, item) < 0
            || resize(self, (length = block_length(self)) + 1) < 0) {
        return NULL;
    }
    index = index < 0 ? index + length : index;
    index = index < 0 ? 0 : index > length ? length : index;
    memmove(item_at(self, index + 1), item_at(self, index), (size_t)(length - index) * self->item.bytes);
    memcpy(item_at(self, index), item, self->item.bytes);
    Py_RETURN_NONE;
}

static PyObject *block_extend(host_block *self, PyObject *iterable) {
    PyObject *more = PySequence_List(iterable);
    for (Py_ssize_t i = 0; more != NULL && i < PyList_GET_SIZE(more); i++) {
        PyObject *done = block_append(self, PyList_GET_ITEM(more, i));
        if (done == NULL) {
            Py_CLEAR(more);
        }
        Py_XDECREF(done);
    }
    Py_XDECREF(more);
    return more == NULL ? NULL : Py_NewRef(Py_None);
}

static PyObject *block_copy(host_block *self, PyObject *Py_UNUSED(none)) {
    return block_copied(&self->item, self->list);
}

static PyObject *block_subscript(host_block *self, PyObject *key) {
    if (PySlice_Check(key)) {
        PyObject *list = as_list(self);
        PyObject *part = list == NULL ? NULL : PyObject_GetItem(list, key);
        Py_XDECREF(list);
        return part;
    }
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return block_item(self, index < 0 ? index + block_length(self) : index);
}

static int block_remove(host_block *self, Py_ssize_t index) {
    Py_ssize_t length = block_length(self);
    if (index < 0 || index >= length) {
        PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
        return -1;
    }
    memmove(item_at(self, index), item_at(self, index + 1), (size_t)(length - index - 1) * self->item.bytes);
    return resize(self, length - 1);
}

static int block_assign(host_block *self, PyObject *key, PyObject *value) {
    if (PySlice_Check(key)) {
        PyObject *list = as_list(self);
        int status = list == NULL ? -1 : value == NULL ? PyObject_DelItem(list, key) : PyObject_SetItem(list, key, value);
        if (status == 0) {
            status = refill(self, list);
        }
        Py_XDECREF(list);
        return status;
    }
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) {
        return -1;
    }
    index = index < 0 ? index + block_length(self) : index;
    return value == NULL ? block_remove(self, index) : block_store(self, index, value);
}

static PyMethodDef block_methods[] = {
    {"append", (PyCFunction)block_append, METH_O, "append(value)"},
    {"insert", (PyCFunction)block_insert, METH_VARARGS, "insert(index, value)"},
    {"extend", (PyCFunction)block_extend, METH_O, "extend(iterable)"},
    {"copy", (PyCFunction)block_copy, METH_NOARGS, "copy(): another block of the same items"},
    {"sort", (PyCFunction)(void (*)(void))block_sort, METH_VARARGS | METH_KEYWORDS, "sort(*, key=None, reverse=False)"},
    {NULL},
};

static PyType_Slot block_slots[] = {
    {Py_tp_dealloc, block_dealloc},
    {Py_tp_methods, block_methods},
    {Py_sq_length, block_length},
    {Py_sq_item, block_item},
    {Py_mp_length, block_length},
    {Py_mp_subscript, block_subscript},
    {Py_mp_ass_subscript, block_assign},
    {Py_tp_doc, "the items of a typed List, in memory that kernels use in place"},
    {0, NULL},
};

static PyType_Spec block_spec = {
    .name = "jaculus._host.ItemBlock",
    .basicsize = sizeof(host_block),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_SEQUENCE,
    .slots = block_slots,
};

/* ---- The base of typed.List ---- */

static void let_go(host_typed *self) {
    if (self->items != NULL && Py_IS_TYPE(self->items, host_block_type)) {
        ((host_block *)self->items)->owner = NULL;
    }
    Py_CLEAR(self->items);
}

static PyObject *typed_get_items(host_typed *self, void *Py_UNUSED(closure)) {
    return self->items == NULL ? Py_NewRef(Py_None) : Py_NewRef(self->items);
}

static int typed_set_items(host_typed *self, PyObject *items, void *Py_UNUSED(closure)) {
    bool block = items != NULL && Py_IS_TYPE(items, host_block_type);
    if (!block && (items == NULL || !PyList_CheckExact(items))) {
        PyErr_SetString(PyExc_TypeError, "the items of a typed List are a list or an ItemBlock");
        return -1;
    }
    Py_INCREF(items);
    let_go(self);
    self->items = items;
    if (block) {
        ((host_block *)items)->owner = self;
    }
    return 0;
}

static int typed_set_words(host_typed *self, PyObject *words, void *Py_UNUSED(closure)) {
    if (words == NULL || !PyBytes_CheckExact(words)) {
        PyErr_SetString(PyExc_TypeError, "the words of a type are bytes");
        return -1;
    }
    Py_XSETREF(self->words, Py_NewRef(words));
    return 0;
}

static PyObject *typed_get_words(host_typed *self, void *Py_UNUSED(closure)) {
    return Py_NewRef(self->words);
}

static PyObject *typed_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
    host_typed *self = (host_typed *)type->tp_alloc(type, 0);
    if (self != NULL && (self->words = PyBytes_FromStringAndSize(NULL, 0)) == NULL) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static int typed_traverse(host_typed *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->items);
    return 0;
}

static int typed_clear(host_typed *self) {
    let_go(self);
    return 0;
}

static void typed_dealloc(host_typed *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    let_go(self);
    Py_XDECREF(self->words);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyGetSetDef typed_attributes[] = {
    {"_items", (getter)typed_get_items, (setter)typed_set_items, "a list, or an ItemBlock", NULL},
    {"_words", (getter)typed_get_words, (setter)typed_set_words, "the words of an item's type", NULL},
    {NULL},
};

static PyType_Slot typed_slots[] = {
    {Py_tp_new, typed_new},
    {Py_tp_dealloc, typed_dealloc},
    {Py_tp_traverse, typed_traverse},
    {Py_tp_clear, typed_clear},
    {Py_tp_getset, typed_attributes},
    {Py_tp_doc, "what kernels need of a numba.typed.List"},
    {0, NULL},
};

static PyType_Spec typed_spec = {
    .name = "jaculus._host.TypedList",
    .basicsize = sizeof(host_typed),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .slots = typed_slots,
};

PyObject *typed_register(PyObject *module, PyObject *type) {
    PyObject *base = PyObject_GetAttrString(module, "TypedList");
    int fits = base == NULL ? -1 : PyObject_IsSubclass(type, base);
    Py_XDECREF(base);
    if (fits <= 0) {
        if (fits == 0) {
            PyErr_SetString(PyExc_TypeError, "the class of typed Lists is a TypedList");
        }
        return NULL;
    }
    Py_XSETREF(host_typed_list, (PyTypeObject *)Py_NewRef(type));
    Py_RETURN_NONE;
}

int host_add_typed_lists(PyObject *module) {
    host_block_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &block_spec, NULL);
    PyObject *base = host_block_type == NULL ? NULL : PyType_FromModuleAndSpec(module, &typed_spec, NULL);
    int status = base == NULL ? -1 : PyModule_AddType(module, (PyTypeObject *)base);
    Py_XDECREF(base);
    return status;
}
