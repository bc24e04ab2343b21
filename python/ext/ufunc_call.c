/* The callable around a ufunc that may get more loops: calls NumPy's, and Python's `_call` where there is more to do. */
#include "host.h"

#include <structmember.h>

typedef struct {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    PyObject *ufunc; /* NumPy's, of the loops that there are now */
    char direct;     /* whether calls go to it first */
} host_ufunc;

/* Whether NumPy itself knows what to do with the argument: no other class may ask to be the one that calls. */
static bool plain(PyObject *value) {
    return PyArray_CheckExact(value) || PyFloat_CheckExact(value) || PyLong_CheckExact(value) || value == Py_None
            || PyArray_IsScalar(value, Generic) || PyBool_Check(value);
}

static PyObject *through_python(host_ufunc *self, PyObject *const *args, size_t flags, PyObject *kwnames) {
    PyObject *method = PyObject_GetAttrString((PyObject *)self, "_call");
    PyObject *result = method != NULL ? PyObject_Vectorcall(method, args, PyVectorcall_NARGS(flags), kwnames) : NULL;
    Py_XDECREF(method);
    if (result == NULL) {
        host_hide_frames();
    }
    return result;
}

static PyObject *ufunc_call(PyObject *callable, PyObject *const *args, size_t flags, PyObject *kwnames) {
    host_ufunc *self = (host_ufunc *)callable;
    Py_ssize_t count = PyVectorcall_NARGS(flags) + (kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0);
    bool direct = self->direct && self->ufunc != NULL;
    for (Py_ssize_t i = 0; i < count && direct; i++) {
        direct = plain(args[i]);
    }
    if (direct) {
        PyObject *ufunc = Py_NewRef(self->ufunc); /* compiling inside the call may put another in its place */
        PyObject *result = PyObject_Vectorcall(ufunc, args, PyVectorcall_NARGS(flags), kwnames);
        Py_DECREF(ufunc);
        if (result != NULL || !PyErr_ExceptionMatches(PyExc_TypeError)) {
            return result;
        }
        PyErr_Clear(); /* perhaps no loop takes the types yet; if one does, the error comes again */
    }
    return through_python(self, args, flags, kwnames);
}

static PyObject *ufunc_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
    host_ufunc *self = (host_ufunc *)type->tp_alloc(type, 0);
    if (self != NULL) {
        self->vectorcall = ufunc_call;
    }
    return (PyObject *)self;
}

static int ufunc_traverse(host_ufunc *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->ufunc);
    return 0;
}

static int ufunc_clear(host_ufunc *self) {
    Py_CLEAR(self->ufunc);
    return 0;
}

static void ufunc_dealloc(host_ufunc *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    ufunc_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

/* Python 3.11 drops this flag from subclasses written in Python, and with it the fast call. */
static PyObject *ufunc_init_subclass(PyObject *type, PyObject *Py_UNUSED(args)) {
    ((PyTypeObject *)type)->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
    PyType_Modified((PyTypeObject *)type);
    Py_RETURN_NONE;
}

static PyMethodDef ufunc_methods[] = {
    {"__init_subclass__", ufunc_init_subclass, METH_VARARGS | METH_CLASS, NULL},
    {NULL},
};

static PyMemberDef ufunc_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(host_ufunc, vectorcall), READONLY, NULL},
    {"ufunc", T_OBJECT, offsetof(host_ufunc, ufunc), 0, "NumPy's ufunc, of the loops that there are now"},
    {"_direct", T_BOOL, offsetof(host_ufunc, direct), 0, "whether calls go to NumPy's ufunc first"},
    {NULL},
};

static PyType_Slot ufunc_slots[] = {
    {Py_tp_new, ufunc_new},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_dealloc, ufunc_dealloc},
    {Py_tp_traverse, ufunc_traverse},
    {Py_tp_clear, ufunc_clear},
    {Py_tp_methods, ufunc_methods},
    {Py_tp_members, ufunc_members},
    {Py_tp_doc, "calls a ufunc; subclasses have _call, for when that fails"},
    {0, NULL},
};

PyType_Spec host_ufunc_spec = {
    .name = "jaculus._host.UfuncCaller",
    .basicsize = sizeof(host_ufunc),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .slots = ufunc_slots,
};
