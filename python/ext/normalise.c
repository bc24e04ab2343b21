/* Keyword arguments, defaults and *args become the full list of positional arguments. */
#include "host.h"

enum { STACK_VALUES = 16 };

/* self._bad_call(arguments, keywords): raises the TypeError that Python would raise for this call. */
static void bad_call(host_dispatcher *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames) {
    PyObject *positional = PyTuple_New(count), *keywords = PyDict_New();
    if (positional != NULL && keywords != NULL) {
        for (Py_ssize_t i = 0; i < count; i++) {
            PyTuple_SET_ITEM(positional, i, Py_NewRef(args[i]));
        }
        Py_ssize_t named = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
        bool complete = true;
        for (Py_ssize_t i = 0; i < named && complete; i++) {
            complete = PyDict_SetItem(keywords, PyTuple_GET_ITEM(kwnames, i), args[count + i]) == 0;
        }
        PyObject *done =
                complete ? PyObject_CallMethod((PyObject *)self, "_bad_call", "OO", positional, keywords) : NULL;
        if (done != NULL) {
            Py_DECREF(done);
            PyErr_SetString(PyExc_TypeError, "the arguments do not fit the function's parameters");
        }
        host_hide_frames();
    }
    Py_XDECREF(positional);
    Py_XDECREF(keywords);
}

/* The parameter of this name; -1: none may be given by it; -2: a Python exception is set. */
static Py_ssize_t parameter_named(host_dispatcher *self, PyObject *name) {
    Py_ssize_t count = PyTuple_GET_SIZE(self->names);
    for (Py_ssize_t i = self->positional_only; i < count; i++) {
        if (PyTuple_GET_ITEM(self->names, i) == name) {
            return i;
        }
    }
    for (Py_ssize_t i = self->positional_only; i < count; i++) {
        int equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(self->names, i), name, Py_EQ);
        if (equal != 0) {
            return equal > 0 ? i : -2;
        }
    }
    return -1;
}

/* Borrowed; NULL without an exception: it has none. */
static PyObject *default_of(host_dispatcher *self, Py_ssize_t parameter) {
    if (parameter < self->positional) {
        Py_ssize_t place = parameter - (self->positional - PyTuple_GET_SIZE(self->defaults));
        return place >= 0 ? PyTuple_GET_ITEM(self->defaults, place) : NULL;
    }
    PyObject *name = PyTuple_GET_ITEM(self->names, parameter);
    return self->kw_defaults != NULL ? PyDict_GetItemWithError(self->kw_defaults, name) : NULL;
}

/* Fills values (borrowed references, all NULL before). false: the call does not fit, or an exception is set. */
static bool fill(host_dispatcher *self, PyObject **values, PyObject *const *args, Py_ssize_t count, PyObject *kwnames) {
    Py_ssize_t parameters = PyTuple_GET_SIZE(self->names);
    if (count > self->positional && !self->varargs) {
        return false;
    }
    for (Py_ssize_t i = 0; i < count && i < self->positional; i++) {
        values[i] = args[i];
    }
    Py_ssize_t named = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
    for (Py_ssize_t i = 0; i < named; i++) {
        Py_ssize_t parameter = parameter_named(self, PyTuple_GET_ITEM(kwnames, i));
        if (parameter < 0 || values[parameter] != NULL) {
            return false;
        }
        values[parameter] = args[count + i];
    }
    for (Py_ssize_t i = 0; i < parameters; i++) {
        if (values[i] == NULL && (values[i] = default_of(self, i)) == NULL) {
            return false;
        }
    }
    return true;
}

PyObject *dispatcher_call_normalised(
        host_dispatcher *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames) {
    Py_ssize_t total = PyTuple_GET_SIZE(self->names) + self->varargs;
    PyObject *stack[STACK_VALUES], *rest = NULL, *result = NULL;
    PyObject **values = total <= STACK_VALUES ? stack : PyMem_New(PyObject *, total);
    if (values == NULL) {
        return PyErr_NoMemory();
    }
    memset(values, 0, (size_t)total * sizeof(*values));
    if (!fill(self, values, args, count, kwnames)) {
        if (!PyErr_Occurred()) {
            bad_call(self, args, count, kwnames);
        }
        goto done;
    }
    if (self->varargs) {
        Py_ssize_t extra = count > self->positional ? count - self->positional : 0;
        rest = PyTuple_New(extra);
        if (rest == NULL) {
            goto done;
        }
        for (Py_ssize_t i = 0; i < extra; i++) {
            PyTuple_SET_ITEM(rest, i, Py_NewRef(args[self->positional + i]));
        }
        values[total - 1] = rest;
    }
    result = dispatcher_call_exact(self, values, total);
done:
    Py_XDECREF(rest);
    if (values != stack) {
        PyMem_Free(values);
    }
    return result;
}
