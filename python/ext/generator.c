/*
 * A kernel's generator in Python: an iterator that runs the body when it is asked for an item. It keeps the arguments of the call that
 * made it alive, since the body may look at their arrays. As in Numba it has no send, throw or close.
 */
#include "host.h"

typedef struct {
    PyObject_HEAD
    void *block; /* NULL once it has ended */
    const uint64_t *item; /* the words of an item, the kernel's own */
    host_kernel *kernel;
    PyObject *arguments;
} host_generator;

static PyTypeObject *generator_type;

static jac_generator *inside(const host_generator *self) {
    return (jac_generator *)(void *)((char *)self->block + JAC_DATA);
}

/* A list may get other items before the body looks at the old ones. */
static PyObject *kept(PyObject *const *arguments, Py_ssize_t count) {
    PyObject *all = PyTuple_New(count);
    for (Py_ssize_t i = 0; all != NULL && i < count; i++) {
        PyObject *list = arguments[i];
        if (Py_TYPE(list) == host_typed_list && !Py_IS_TYPE(((host_typed *)list)->items, host_block_type)) {
            list = ((host_typed *)list)->items;
        }
        PyObject *one = PyList_Check(list) ? PyList_AsTuple(list) : Py_NewRef(list);
        if (one == NULL) {
            Py_CLEAR(all);
        } else {
            PyTuple_SET_ITEM(all, i, one);
        }
    }
    return all;
}

PyObject *generator_box(const uint64_t *item, void *block, const host_source *source) {
    host_generator *self = (host_generator *)generator_type->tp_alloc(generator_type, 0);
    if (self == NULL) {
        runtime.release_host(block);
        return NULL;
    }
    self->block = block;
    self->item = item;
    self->kernel = (host_kernel *)Py_NewRef(source->kernel);
    self->arguments = kept(source->arguments, source->count);
    if (self->arguments == NULL) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void finish(host_generator *self) {
    void *block = self->block;
    self->block = NULL;
    if (block != NULL) {
        runtime.release_host(block);
    }
    Py_CLEAR(self->arguments);
}

/* A StopIteration that leaves the body would look like its end. */
static void no_stop_iteration(void) {
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) {
        return;
    }
    PyObject *type, *cause, *traceback;
    PyErr_Fetch(&type, &cause, &traceback);
    PyErr_NormalizeException(&type, &cause, &traceback);
    if (traceback != NULL) {
        PyException_SetTraceback(cause, traceback);
    }
    Py_DECREF(type);
    Py_XDECREF(traceback);
    PyErr_SetString(PyExc_RuntimeError, "generator raised StopIteration");
    PyObject *raised;
    PyErr_Fetch(&type, &raised, &traceback);
    PyErr_NormalizeException(&type, &raised, &traceback);
    PyException_SetCause(raised, Py_NewRef(cause));
    PyException_SetContext(raised, cause);
    PyErr_Restore(type, raised, traceback);
}

static PyObject *generator_next(host_generator *self) {
    if (self->block == NULL) {
        return NULL;
    }
    jac_generator *body = inside(self);
    if (body->state == JAC_RUNNING) {
        PyErr_SetString(PyExc_ValueError, "generator already executing");
        return NULL;
    }
    host_kernel *kernel = self->kernel;
    host_call call = {kernel, NULL};
    if (kernel->nhosts > 0) {
        runtime.env_set_host(body->env, host_called, &call);
    }
    int32_t status = kernel_resume(kernel, self->block, body->env);
    if (status != JAC_OK) {
        host_raise(kernel, status, body->env, call.raised);
        runtime.generator_close(self->block);
        finish(self);
        no_stop_iteration();
        return NULL;
    }
    Py_XDECREF(call.raised); /* caught in the body */
    if (body->state == JAC_ENDED) {
        finish(self);
        return NULL;
    }
    PyObject *item = NULL;
    host_box_shared(self->item, host_words_of(self->item), body->item, &item);
    return item;
}

static int generator_traverse(host_generator *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->kernel);
    Py_VISIT(self->arguments);
    return 0;
}

static int generator_clear(host_generator *self) {
    finish(self);
    return 0;
}

static void generator_dealloc(host_generator *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    finish(self);
    Py_CLEAR(self->kernel);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyType_Slot generator_slots[] = {
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, generator_next},
    {Py_tp_dealloc, generator_dealloc},
    {Py_tp_traverse, generator_traverse},
    {Py_tp_clear, generator_clear},
    {Py_tp_doc, "what a compiled generator function gives"},
    {0, NULL},
};

static PyType_Spec generator_spec = {
    .name = "jaculus._host.Generator",
    .basicsize = sizeof(host_generator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = generator_slots,
};

int host_add_generators(PyObject *module) {
    generator_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &generator_spec, NULL);
    return generator_type == NULL ? -1 : PyModule_AddType(module, generator_type);
}
