/*
 * A kernel asks Python to do something: print, format, run a block in object mode. The overload's `host_function(number)`
 * says what: a callable, and how its arguments and its result are spelled.
 */
#include "host.h"

enum { STACK_ARGUMENTS = 16 };

typedef struct host_function {
    PyObject *callable; /* NULL: not asked for yet */
    uint64_t *words;    /* of the arguments, then of the result */
    int nwords, nresult, narguments;
} host_function;

static bool load(host_kernel *kernel, host_function *function, int32_t number) {
    PyObject *found = PyObject_CallMethod(kernel->overload, "host_function", "i", (int)number);
    PyObject *callable;
    const char *arguments, *result;
    Py_ssize_t argument_bytes, result_bytes;
    int count;
    if (found == NULL
            || !PyArg_ParseTuple(found, "Oiy#y#", &callable, &count, &arguments, &argument_bytes, &result, &result_bytes)) {
        Py_XDECREF(found);
        return false;
    }
    if (function->callable != NULL) { /* another thread was faster */
        Py_DECREF(found);
        return true;
    }
    uint64_t *words = PyMem_Malloc((size_t)(argument_bytes + result_bytes) + 1);
    if (words == NULL) {
        PyErr_NoMemory();
    } else {
        memcpy(words, arguments, (size_t)argument_bytes);
        memcpy((char *)words + argument_bytes, result, (size_t)result_bytes);
        function->words = words;
        function->narguments = count;
        function->nwords = (int)(argument_bytes / (Py_ssize_t)sizeof(uint64_t));
        function->nresult = (int)(result_bytes / (Py_ssize_t)sizeof(uint64_t));
        function->callable = Py_NewRef(callable);
    }
    Py_DECREF(found);
    return words != NULL;
}

static host_function *find(host_kernel *kernel, int32_t number) {
    if (number < 0 || number >= kernel->nhosts) {
        PyErr_SetString(PyExc_SystemError, "the kernel asks for an unknown host function");
        return NULL;
    }
    if (kernel->hosts == NULL) {
        kernel->hosts = PyMem_Calloc((size_t)kernel->nhosts, sizeof(host_function));
        if (kernel->hosts == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
    }
    host_function *function = &kernel->hosts[number];
    return function->callable != NULL || load(kernel, function, number) ? function : NULL;
}

int host_functions_traverse(host_kernel *kernel, visitproc visit, void *arg) {
    for (int i = 0; kernel->hosts != NULL && i < kernel->nhosts; i++) {
        Py_VISIT(kernel->hosts[i].callable);
    }
    return 0;
}

void host_functions_free(host_kernel *kernel) {
    for (int i = 0; kernel->hosts != NULL && i < kernel->nhosts; i++) {
        Py_XDECREF(kernel->hosts[i].callable);
        PyMem_Free(kernel->hosts[i].words);
    }
    PyMem_Free(kernel->hosts);
    kernel->hosts = NULL;
}

void host_let_go(void *object) {
    PyGILState_STATE gil = PyGILState_Ensure();
    Py_DECREF((PyObject *)object);
    PyGILState_Release(gil);
}

/* Where a value's words and slots begin. */
typedef struct {
    int word;
    jac_slot *slot;
} leaf;

/* A tuple's items lie side by side. */
static leaf inside(const host_frame *frame, leaf at) {
    while (at.word < frame->nwords
            && (WORD_CODE(frame->words[at.word]) == CODE_TUPLE || WORD_CODE(frame->words[at.word]) == CODE_NAMED)) {
        at.word++;
    }
    return at;
}

static leaf first_leaf(const host_frame *frame) {
    return inside(frame, (leaf){0, frame->slots});
}

static leaf next_leaf(const host_frame *frame, leaf at) {
    int words = host_words_of(frame->words + at.word);
    at.slot += host_slots_of(frame->words + at.word, words);
    at.word += words;
    return inside(frame, at);
}

bool host_own_texts(host_frame *frame, jac_env *env) {
    for (leaf at = first_leaf(frame); at.word < frame->nwords; at = next_leaf(frame, at)) {
        if (WORD_CODE(frame->words[at.word]) == CODE_STR) {
            size_t bytes = (size_t)at.slot[2].i * sizeof(uint32_t);
            char *block = runtime.alloc(env, (int64_t)bytes);
            if (block == NULL) {
                PyErr_NoMemory();
                return false;
            }
            at.slot[0].p = block;
            at.slot[1].p = memcpy(block + JAC_DATA, at.slot[1].p, bytes);
        }
    }
    return true;
}

/* What the kernel gets stays alive as long as it uses it: an array, and an object, of which it has a reference then. */
static bool keep(host_frame *frame, jac_env *env) {
    for (leaf at = first_leaf(frame); at.word < frame->nwords; at = next_leaf(frame, at)) {
        if (WORD_CODE(frame->words[at.word]) == CODE_ARRAY) {
            PyObject *array = (PyObject *)((uintptr_t)at.slot[0].i & ~(uintptr_t)1);
            at.slot[0].p = runtime.foreign(env, array, host_let_go);
            if (at.slot[0].p == NULL) {
                PyErr_NoMemory();
                return false;
            }
            Py_INCREF(array);
        } else if (WORD_CODE(frame->words[at.word]) == CODE_INSTANCE) {
            runtime.retain_host(at.slot[0].p);
        }
    }
    return true;
}

static bool give(const host_function *function, PyObject *value, jac_env *env, jac_slot *results) {
    const uint64_t *wanted = function->words + function->nwords;
    if (function->nresult == 1 && WORD_CODE(wanted[0]) == CODE_NONE) {
        return true; /* whatever it is, nobody uses it */
    }
    host_frame frame;
    frame_init(&frame);
    host_argument added = frame_add(&frame, value);
    bool done = false;
    if (PyLong_CheckExact(value) && WORD_CODE(wanted[0]) == CODE_INT64
            && (added != ARGUMENT_OK || WORD_CODE(frame.words[0]) != CODE_INT64)) {
        PyErr_SetString(PyExc_OverflowError, "the int does not fit 64 bits");
    } else if (added == ARGUMENT_OK && host_convertible(frame.words, frame.nwords, wanted, function->nresult)) {
        done = host_own_texts(&frame, env) && keep(&frame, env)
                && frame_convert(&frame, wanted, function->nresult) == 0;
        if (done) {
            memcpy(results, frame.slots, (size_t)frame.nslots * sizeof(jac_slot));
        }
    } else if (added != ARGUMENT_FAILED) {
        PyErr_Format(PyExc_TypeError, "%R does not have the type that was declared for it", value);
    }
    frame_free(&frame);
    return done;
}

static bool call(host_kernel *kernel, jac_env *env, int32_t number, const jac_slot *args, jac_slot *results) {
    host_function *function = find(kernel, number);
    if (function == NULL) {
        return false;
    }
    PyObject *stack[STACK_ARGUMENTS], **values = stack;
    int count = function->narguments;
    if (count > STACK_ARGUMENTS && (values = PyMem_New(PyObject *, count)) == NULL) {
        PyErr_NoMemory();
        return false;
    }
    memset(values, 0, (size_t)count * sizeof(*values));
    bool done = false;
    if (host_box_shared(function->words, function->nwords, args, values)) {
        PyObject *result = PyObject_Vectorcall(function->callable, values, (size_t)count, NULL);
        done = result != NULL && give(function, result, env, results);
        Py_XDECREF(result);
    }
    for (int i = 0; i < count; i++) {
        Py_XDECREF(values[i]);
    }
    if (values != stack) {
        PyMem_Free(values);
    }
    return done;
}

/* Kernels tell exceptions apart by their status: see the overload. */
static int32_t status_of(const host_call *current) {
    PyObject *status = PyObject_CallMethod(current->kernel->overload, "host_status", "O", current->raised);
    long number = status != NULL ? PyLong_AsLong(status) : JAC_HOST_RAISED;
    Py_XDECREF(status);
    PyErr_Clear();
    return number < 0 ? (int32_t)number : JAC_HOST_RAISED;
}

/* Whose host call runs in this thread, for host_exception. */
static _Thread_local struct {
    jac_env *env;
    PyObject *raised;
} asking;

PyObject *host_exception(PyObject *module, PyObject *unused) {
    (void)module;
    (void)unused;
    if (asking.env == NULL) {
        PyErr_SetString(PyExc_SystemError, "no kernel asks for anything");
        return NULL;
    }
    return Py_BuildValue("y#O", (const char *)runtime.arguments(asking.env), (Py_ssize_t)(JAC_ARGUMENTS * sizeof(jac_slot)),
            asking.raised != NULL ? asking.raised : Py_None);
}

int32_t host_called(void *context, jac_env *env, int32_t number, const jac_slot *args, jac_slot *results) {
    host_call *current = context;
    PyGILState_STATE gil = PyGILState_Ensure(); /* a kernel with nogil has let go of it; in a worker thread nobody had it */
    host_landing *landing = host_armed;
    host_armed = NULL; /* no interrupt jumps over Python's frames */
    __typeof__(asking) outer = asking;
    asking.env = env;
    asking.raised = current->raised;
    bool done = call(current->kernel, env, number, args, results);
    asking = outer;
    host_armed = landing;
    if (!done) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        if (traceback != NULL) {
            PyException_SetTraceback(value, traceback);
        }
        Py_XDECREF(type);
        Py_XDECREF(traceback);
        Py_XSETREF(current->raised, value);
    }
    int32_t status = done ? JAC_OK : status_of(current);
    PyGILState_Release(gil);
    return status;
}
