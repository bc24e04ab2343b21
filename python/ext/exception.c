/* A failed call becomes a Python exception. What it says is made in Python (python/jaculus/raising.py). */
#include "host.h"

static PyObject *trace_of(jac_env *env) {
    int32_t sites[JAC_TRACE];
    int32_t count = runtime.env_trace(env, sites, JAC_TRACE);
    PyObject *trace = PyTuple_New(count);
    for (int32_t i = 0; trace != NULL && i < count; i++) {
        PyObject *site = PyLong_FromLong(sites[i]);
        if (site == NULL) {
            Py_CLEAR(trace);
        } else {
            PyTuple_SET_ITEM(trace, i, site);
        }
    }
    return trace;
}

void host_raise(host_kernel *kernel, int32_t status, jac_env *env, PyObject *raised) {
    if (status == JAC_INTERRUPTED && PyErr_Occurred()) {
        runtime.sweep(env); /* the kernel's own end was never reached */
        Py_XDECREF(trace_of(env));
        Py_XDECREF(raised);
        return;
    }
    /* Copied before any Python code runs: it may call a kernel in this env. */
    PyObject *arguments =
            PyBytes_FromStringAndSize((const char *)runtime.arguments(env), JAC_ARGUMENTS * (Py_ssize_t)sizeof(jac_slot));
    PyObject *trace = trace_of(env);
    if (arguments != NULL && trace != NULL) {
        PyObject *exception =
                PyObject_CallMethod(
                kernel->overload, "exception", "iOOO", (int)status, arguments, trace, raised != NULL ? raised : Py_None);
        if (exception != NULL && !PyExceptionInstance_Check(exception)) {
            PyErr_Format(PyExc_SystemError, "not an exception: %R", exception);
        } else if (exception != NULL) {
            /* From C, so that the traceback holds only the kernel's frames, which the exception brings along. */
            PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
        }
        Py_XDECREF(exception);
    }
    Py_XDECREF(arguments);
    Py_XDECREF(trace);
    Py_XDECREF(raised);
}

void host_hide_frames(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (value != NULL && PyObject_HasAttrString(value, "hides_internal_frames")) {
        PyException_SetTraceback(value, Py_None);
        Py_CLEAR(traceback);
    }
    PyErr_Restore(type, value, traceback);
}
