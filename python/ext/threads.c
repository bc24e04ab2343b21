/* The runtime's functions of numbers, for jaculus/threads.py. */
#include "host.h"

#include <dlfcn.h>

/* native(name[, number]): calls a function `int64_t name(int64_t or nothing)` of the runtime. */
PyObject *host_native(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *name;
    long long number = 0;
    if (!PyArg_ParseTuple(args, "s|L:native", &name, &number)) {
        return NULL;
    }
    int64_t (*function)(int64_t) = NULL;
    void *found = strncmp(name, "jac_", 4) == 0 ? dlsym(RTLD_DEFAULT, name) : NULL;
    if (found == NULL) {
        return PyErr_Format(PyExc_ValueError, "the runtime has no %s", name);
    }
    memcpy(&function, &found, sizeof(found));
    return PyLong_FromLongLong(function(number)); /* a function without a parameter does not look at it */
}
