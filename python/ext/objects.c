/*
 * Instances of compiled classes between calls: Python holds a block of the runtime's, which kernels change in place, and a call passes its address. One block has
 * one Python object at a time, so that an instance that a kernel gives back is the one that it was given.
 */
#include "host.h"

PyTypeObject *host_object_type;

static PyTypeObject *converted; /* the class of those that Python has in a form of its own */

static jac_object *inside(void *block) {
    return (jac_object *)(void *)((char *)block + JAC_DATA);
}

PyObject *object_box(PyObject *class, void *block, bool shared) {
    if (shared) {
        runtime.escape(NULL, block);
        runtime.retain_host(block);
    }
    host_object *known = inside(block)->host;
    if (known != NULL) {
        runtime.release_host(block);
        return Py_NewRef((PyObject *)known);
    }
    PyTypeObject *type = (PyTypeObject *)class;
    host_object *self = (host_object *)type->tp_alloc(type, 0);
    if (self == NULL) {
        runtime.release_host(block);
        return NULL;
    }
    self->block = block;
    inside(block)->host = self;
    if (converted != NULL && PyType_IsSubtype(type, converted)) {
        PyObject *out = PyObject_CallMethod((PyObject *)self, "_out", NULL);
        Py_DECREF(self);
        return out;
    }
    return (PyObject *)self;
}

PyObject *object_converted(PyObject *Py_UNUSED(module), PyObject *type) {
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "a class");
        return NULL;
    }
    Py_XSETREF(converted, (PyTypeObject *)Py_NewRef(type));
    Py_RETURN_NONE;
}

static void object_dealloc(host_object *self) {
    PyTypeObject *type = Py_TYPE(self);
    if (self->block != NULL) {
        inside(self->block)->host = NULL;
        runtime.release_host(self->block);
    }
    type->tp_free(self);
    Py_DECREF(type);
}

/* Takes over the block of another instance, of the class that this one has now; that other one is empty then. */
static PyObject *object_become(host_object *self, PyObject *other) {
    host_object *from = (host_object *)other;
    if (Py_TYPE(other) != Py_TYPE(self) || self->block != NULL || from->block == NULL) {
        PyErr_SetString(PyExc_TypeError, "only an empty object becomes another one of its class");
        return NULL;
    }
    self->block = from->block;
    inside(self->block)->host = self;
    from->block = NULL;
    Py_RETURN_NONE;
}

/* What a kernel stores into an object outlives the call. */
void *object_keep(void *owner) {
    PyObject *object = (PyObject *)((uintptr_t)owner & ~(uintptr_t)1);
    PyGILState_STATE gil = PyGILState_Ensure();
    Py_INCREF(object);
    void *block = runtime.foreign(NULL, object, host_let_go);
    if (block == NULL) {
        Py_DECREF(object);
    }
    PyGILState_Release(gil);
    return block;
}

static PyMethodDef object_methods[] = {
    {"_become", (PyCFunction)object_become, METH_O, "_become(other): takes over what the other instance is"},
    {NULL},
};

static PyType_Slot object_slots[] = {
    {Py_tp_methods, object_methods},
    {Py_tp_dealloc, object_dealloc},
    {Py_tp_doc, "an instance of a compiled class; kernels make it"},
    {0, NULL},
};

static PyType_Spec object_spec = {
    .name = "jaculus._host.Object",
    .basicsize = sizeof(host_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .slots = object_slots,
};

int host_add_objects(PyObject *module) {
    host_object_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &object_spec, NULL);
    if (host_object_type == NULL) {
        return -1;
    }
    return PyModule_AddType(module, host_object_type);
}
