/* The callable that @njit returns. Python's Dispatcher derives from it and says what to do on a miss. */
#include "host.h"

#include <structmember.h>

PyTypeObject *host_dispatcher_type;

static PyObject *dispatcher_call(PyObject *callable, PyObject *const *args, size_t flags, PyObject *kwnames) {
    host_dispatcher *self = (host_dispatcher *)callable;
    Py_ssize_t count = PyVectorcall_NARGS(flags);
    if (count == self->fast_count && kwnames == NULL) {
        const host_specialisation *one = self->last;
        jac_slot slots[PLAN_SLOTS];
        if (one != NULL && one->plan != NULL && plan_slots(one->plan, args, count, slots)) {
            return kernel_call_plain(one->kernel, slots);
        }
        return dispatcher_call_exact(self, args, count);
    }
    return dispatcher_call_normalised(self, args, count, kwnames);
}

static inline bool matches(const host_specialisation *one, const host_frame *frame) {
    if (one->nwords != frame->nwords) {
        return false;
    }
    for (int i = 0; i < one->nwords; i++) {
        if (one->words[i] != frame->words[i]) {
            return false;
        }
    }
    return true;
}

static host_specialisation *find(host_dispatcher *self, const host_frame *frame) {
    host_specialisation *one = self->last;
    if (one != NULL && matches(one, frame)) {
        return one;
    }
    for (one = self->first; one != NULL; one = one->next) {
        if (matches(one, frame)) {
            self->last = one;
            return one;
        }
    }
    return NULL;
}

static PyObject *tuple_of(PyObject *const *args, Py_ssize_t count) {
    PyObject *tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple != NULL && i < count; i++) {
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    }
    return tuple;
}

/* self._miss(words, arguments): compiles or chooses an overload, calls _add and returns NotImplemented; or raises; or returns
 * what the call is to give. */
static PyObject *miss(host_dispatcher *self, const host_frame *frame, PyObject *const *args, Py_ssize_t count) {
    PyObject *tuple = tuple_of(args, count);
    if (tuple == NULL) {
        return NULL;
    }
    PyObject *done = PyObject_CallMethod((PyObject *)self, "_miss", "y#O", (const char *)frame->words,
            frame->nwords * (Py_ssize_t)sizeof(uint64_t), tuple);
    Py_DECREF(tuple);
    if (done == NULL) {
        host_hide_frames();
    }
    return done;
}

/* self._reject(position, arguments): raises the TypingError about that argument, or returns what the call is to give. */
static PyObject *reject(host_dispatcher *self, Py_ssize_t position, PyObject *const *args, Py_ssize_t count) {
    PyObject *tuple = tuple_of(args, count);
    if (tuple == NULL) {
        return NULL;
    }
    PyObject *done = PyObject_CallMethod((PyObject *)self, "_reject", "nO", position, tuple);
    Py_DECREF(tuple);
    if (done == NULL) {
        host_hide_frames();
    }
    return done;
}

PyObject *dispatcher_call_exact(host_dispatcher *self, PyObject *const *args, Py_ssize_t count) {
    host_frame frame;
    PyObject *result = NULL;
    for (int attempt = 0; attempt < 2; attempt++) {
        frame_init(&frame);
        for (Py_ssize_t i = 0; i < count; i++) {
            host_argument added = frame_add(&frame, args[i]);
            if (added != ARGUMENT_OK) {
                if (added == ARGUMENT_UNSUPPORTED) {
                    result = reject(self, i, args, count);
                }
                goto done;
            }
        }
        host_specialisation *one = find(self, &frame);
        if (one != NULL) {
            if (one->target == NULL || frame_convert(&frame, one->target, one->ntarget) == 0) {
                host_source source = {frame.lists, one->kernel, args, count};
                result = kernel_call(one->kernel, &frame, &source);
            }
            goto done;
        }
        /* Compiling takes a while: other threads may change the arrays meanwhile, so their slots are read again after. */
        if (attempt == 0) {
            result = miss(self, &frame, args, count);
            if (result != Py_NotImplemented) {
                goto done;
            }
            Py_CLEAR(result);
            frame_free(&frame);
        }
    }
    PyErr_SetString(PyExc_RuntimeError, "the arguments changed their types while the kernel was compiled");
done:
    frame_free(&frame);
    return result;
}

/* _add(words, kernel, target words or None) */
static PyObject *dispatcher_add(host_dispatcher *self, PyObject *args) {
    const char *words, *target;
    Py_ssize_t bytes, target_bytes;
    PyObject *kernel;
    PyObject *kernel_type = PyObject_GetAttrString((PyObject *)self, "_kernel_type");
    if (kernel_type == NULL) {
        return NULL;
    }
    int parsed = PyArg_ParseTuple(args, "y#O!z#:_add", &words, &bytes, kernel_type, &kernel, &target, &target_bytes);
    Py_DECREF(kernel_type);
    if (!parsed) {
        return NULL;
    }
    int nwords = (int)(bytes / (Py_ssize_t)sizeof(uint64_t));
    int ntarget = target != NULL ? (int)(target_bytes / (Py_ssize_t)sizeof(uint64_t)) : 0;
    host_specialisation *one = PyMem_Malloc(sizeof(*one) + (size_t)(nwords + ntarget) * sizeof(uint64_t));
    if (one == NULL) {
        return PyErr_NoMemory();
    }
    memcpy(one->words, words, (size_t)nwords * sizeof(uint64_t));
    one->nwords = nwords;
    one->ntarget = ntarget;
    one->target = NULL;
    if (target != NULL) {
        one->target = one->words + nwords;
        memcpy(one->target, target, (size_t)ntarget * sizeof(uint64_t));
        if (!host_convertible(one->words, nwords, one->target, ntarget)) {
            PyMem_Free(one);
            PyErr_SetString(PyExc_TypeError, "these argument types do not convert");
            return NULL;
        }
    }
    one->kernel = (host_kernel *)Py_NewRef(kernel);
    one->plan = plan_make(one, self->fast_count);
    one->next = self->first;
    self->first = self->last = one;
    Py_RETURN_NONE;
}

static PyObject *dispatcher_forget(host_dispatcher *self, PyObject *Py_UNUSED(none)) {
    host_specialisation *one = self->first;
    self->first = self->last = NULL;
    while (one != NULL) {
        host_specialisation *next = one->next;
        one->next = self->retired;
        self->retired = one;
        one = next;
    }
    Py_RETURN_NONE;
}

static void free_chain(host_specialisation *one) {
    while (one != NULL) {
        host_specialisation *next = one->next;
        Py_DECREF(one->kernel);
        PyMem_Free(one->plan);
        PyMem_Free(one);
        one = next;
    }
}

static int dispatcher_init(host_dispatcher *self, PyObject *args, PyObject *kwargs) {
    static char *keywords[] = {"names", "positional", "positional_only", "defaults", "kw_defaults", "varargs", NULL};
    PyObject *names, *defaults, *kw_defaults;
    Py_ssize_t positional, positional_only;
    int varargs;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!nnO!Op:Dispatcher", keywords, &PyTuple_Type, &names, &positional,
                &positional_only, &PyTuple_Type, &defaults, &kw_defaults, &varargs)) {
        return -1;
    }
    Py_XSETREF(self->names, Py_NewRef(names));
    Py_XSETREF(self->defaults, Py_NewRef(defaults));
    Py_XSETREF(self->kw_defaults, PyDict_Check(kw_defaults) ? Py_NewRef(kw_defaults) : NULL);
    self->positional = positional;
    self->positional_only = positional_only;
    self->varargs = varargs;
    self->fast_count = varargs || PyTuple_GET_SIZE(names) != positional ? -1 : positional;
    return 0;
}

static PyObject *dispatcher_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
    host_dispatcher *self = (host_dispatcher *)type->tp_alloc(type, 0);
    if (self != NULL) {
        self->vectorcall = dispatcher_call;
        self->names = PyTuple_New(0);
        self->defaults = PyTuple_New(0);
        self->fast_count = -1;
    }
    return (PyObject *)self;
}

static int dispatcher_traverse(host_dispatcher *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->names);
    Py_VISIT(self->defaults);
    Py_VISIT(self->kw_defaults);
    Py_VISIT(self->dict);
    for (host_specialisation *one = self->first; one != NULL; one = one->next) {
        Py_VISIT(one->kernel);
    }
    for (host_specialisation *one = self->retired; one != NULL; one = one->next) {
        Py_VISIT(one->kernel);
    }
    return 0;
}

static int dispatcher_clear(host_dispatcher *self) {
    host_specialisation *first = self->first, *retired = self->retired;
    self->first = self->last = self->retired = NULL;
    free_chain(first);
    free_chain(retired);
    Py_CLEAR(self->defaults);
    Py_CLEAR(self->kw_defaults);
    Py_CLEAR(self->dict);
    return 0;
}

static void dispatcher_dealloc(host_dispatcher *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs != NULL) {
        PyObject_ClearWeakRefs((PyObject *)self);
    }
    dispatcher_clear(self);
    Py_CLEAR(self->names);
    type->tp_free(self);
    Py_DECREF(type);
}

/* A kernel in a class is a method, as a function would be. */
static PyObject *dispatcher_get(PyObject *self, PyObject *instance, PyObject *Py_UNUSED(owner)) {
    return instance == NULL || instance == Py_None ? Py_NewRef(self) : PyMethod_New(self, instance);
}

/* Python 3.11 drops these flags from subclasses written in Python, and with them the fast call. */
static PyObject *dispatcher_init_subclass(PyObject *type, PyObject *Py_UNUSED(args)) {
    ((PyTypeObject *)type)->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR;
    PyType_Modified((PyTypeObject *)type);
    Py_RETURN_NONE;
}

static PyMethodDef dispatcher_methods[] = {
    {"_add", (PyCFunction)(void (*)(void))dispatcher_add, METH_VARARGS, "_add(words, kernel, target): a specialisation"},
    {"_forget", (PyCFunction)(void (*)(void))dispatcher_forget, METH_NOARGS, "forgets every specialisation"},
    {"__init_subclass__", dispatcher_init_subclass, METH_VARARGS | METH_CLASS, NULL},
    {NULL},
};

static PyMemberDef dispatcher_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(host_dispatcher, vectorcall), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(host_dispatcher, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(host_dispatcher, weakrefs), READONLY, NULL},
    {NULL},
};

static PyGetSetDef dispatcher_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL},
};

static PyType_Slot dispatcher_slots[] = {
    {Py_tp_new, dispatcher_new},
    {Py_tp_init, dispatcher_init},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_descr_get, dispatcher_get},
    {Py_tp_dealloc, dispatcher_dealloc},
    {Py_tp_traverse, dispatcher_traverse},
    {Py_tp_clear, dispatcher_clear},
    {Py_tp_methods, dispatcher_methods},
    {Py_tp_members, dispatcher_members},
    {Py_tp_getset, dispatcher_getset},
    {Py_tp_doc, "finds a call's specialisation by its argument types and calls it"},
    {0, NULL},
};

PyType_Spec host_dispatcher_spec = {
    .name = "jaculus._host.Dispatcher",
    .basicsize = sizeof(host_dispatcher),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL
            | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .slots = dispatcher_slots,
};
