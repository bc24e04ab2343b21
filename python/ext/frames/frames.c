/*
 * jaculus._frames: reads the frames of the interpreter that it was built for, in the handler of the sampler.
 *
 * The thread that is interrupted is the only one that changes its frames, but it may be in the middle of that: so all memory
 * is read by the runtime's guarded copies, and what does not look like a code object is no frame. Nothing is kept of
 * what is read but its content.
 */
#include "frames.h"

#include <dlfcn.h>

typedef int peeker(void *, const void *, size_t);
typedef uint32_t coder(uint32_t, const jac_host_text *, const jac_host_text *, const jac_host_text *);
typedef void frames_setter(jac_frame_reader *, const void *);
static peeker *peek;
static coder *note_code;

#ifdef KNOWN_LAYOUT

enum {
    MOST_STEPS = 2048,
    RECENT = 16,
    FRAME_BYTES = offsetof(interpreter_frame, localsplus),
    CODE_BYTES = offsetof(PyCodeObject, co_code_adaptive)
};

/* A text of the interpreter's; 0 where it is none that can be read. */
static int text_of(jac_host_text *text, const PyObject *object) {
    PyCompactUnicodeObject unicode;
    if (object == NULL || peek(&unicode, object, sizeof(PyASCIIObject)) != 0) return 0;
    if (Py_TYPE((PyObject *) &unicode) != &PyUnicode_Type || !unicode._base.state.compact) return 0;
    size_t header = unicode._base.state.ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
    Py_ssize_t length = unicode._base.length;
    if (length < 0 || length > 100000) return 0;
    text->start = (const char *) object + header;
    text->width = unicode._base.state.kind;
    text->bytes = (uint32_t) length * text->width;
    return text->width == 1 || text->width == 2 || text->width == 4;
}

static int bytes_of(jac_host_text *text, const PyObject *object) {
    PyBytesObject bytes;
    if (object == NULL || peek(&bytes, object, offsetof(PyBytesObject, ob_sval)) != 0) return 0;
    if (Py_TYPE((PyObject *) &bytes) != &PyBytes_Type || Py_SIZE((PyObject *) &bytes) < 0) return 0;
    if (Py_SIZE((PyObject *) &bytes) > 1 << 24) return 0;
    *text = (jac_host_text) {(const char *) object + offsetof(PyBytesObject, ob_sval), (uint32_t) Py_SIZE((PyObject *) &bytes), 1};
    return 1;
}

typedef struct {
    const PyCodeObject *object;
    uint32_t number;
    Py_ssize_t size;
} known_code;

/* A function that calls itself is asked for once. */
static known_code look(const PyCodeObject *object) {
    union {
        PyCodeObject code;
        char bytes[CODE_BYTES];
    } copy;
    known_code none = {object, 0, 0};
    if (peek(copy.bytes, object, CODE_BYTES) != 0 || Py_TYPE((PyObject *) &copy.code) != &PyCode_Type) return none;
    jac_host_text name, file, lines;
    int good = text_of(&name, copy.code.co_qualname) && text_of(&file, copy.code.co_filename);
    if (!good || !bytes_of(&lines, copy.code.co_linetable)) return none;
    uint32_t line = copy.code.co_firstlineno > 0 ? (uint32_t) copy.code.co_firstlineno : 0;
    return (known_code) {object, note_code(line, &name, &file, &lines), Py_SIZE((PyObject *) &copy.code)};
}

uint32_t jac_frames_code(const void *code) { return look(code).number; }

static const interpreter_frame *innermost(const PyThreadState *thread) {
    const interpreter_frame *frame = NULL;
#if PY_VERSION_HEX >= 0x030d0000
    return peek(&frame, &thread->current_frame, sizeof frame) == 0 ? frame : NULL;
#else
    const _PyCFrame *chain = NULL;
    if (peek(&chain, &thread->cframe, sizeof chain) != 0 || chain == NULL) return NULL;
    return peek(&frame, &chain->current_frame, sizeof frame) == 0 ? frame : NULL;
#endif
}

static int is_ending(void) {
#if PY_VERSION_HEX >= 0x030d0000
    return Py_IsFinalizing();
#else
    return _Py_IsFinalizing();
#endif
}

/* Another thread's state, by the number that the system gives it. */
static const PyThreadState *state_of(int number) {
    const PyThreadState *state = PyInterpreterState_ThreadHead(PyInterpreterState_Main());
    for (int steps = 0; state != NULL && steps < MOST_STEPS; steps++) {
        unsigned long its = 0;
        if (peek(&its, &state->native_thread_id, sizeof its) != 0) return NULL;
        if (its == (unsigned long) number) return state;
        if (peek(&state, &state->next, sizeof state) != 0) return NULL;
    }
    return NULL;
}

static size_t read_frames(jac_host_frame *frames, size_t most, int *more, int number) {
    if (!Py_IsInitialized() || is_ending()) return 0;
    const PyThreadState *thread = number == 0 ? PyGILState_GetThisThreadState() : state_of(number);
    if (thread == NULL) return 0;
    known_code recent[RECENT] = {{0}};
    size_t found = 0;
    const interpreter_frame *at = innermost(thread);
    for (int steps = 0; at != NULL && steps < MOST_STEPS; steps++) {
        union {
            interpreter_frame frame;
            char bytes[FRAME_BYTES];
        } copy;
        if (peek(copy.bytes, at, FRAME_BYTES) != 0 || copy.frame.previous == at) return found;
        at = copy.frame.previous;
        const PyCodeObject *code = code_of(&copy.frame);
        if (code == NULL) continue;
        if (found == most) {
            *more = 1;
            return found;
        }
        known_code *known = &recent[(uintptr_t) code / 64 % RECENT];
        if (known->object != code) *known = look(code);
        Py_ssize_t unit = instruction_of(&copy.frame) - (const _Py_CODEUNIT *) ((const char *) code + CODE_BYTES);
        int inside = unit >= 0 && unit <= known->size;
        frames[found++] = (jac_host_frame) {known->number, inside ? (int32_t) unit : -1};
    }
    return found;
}

#else /* the headers do not say how frames lie: there are none */

static size_t read_frames(jac_host_frame *frames, size_t most, int *more, int number) {
    (void) frames, (void) most, (void) more, (void) number;
    return 0;
}

#endif

/* The sampler of the runtime, which is loaded from there, reads frames from now on. 0, or -1 where it is none. */
static int find_runtime(const char *path) {
    void *runtime = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    frames_setter *set = runtime == NULL ? NULL : (frames_setter *) dlsym(runtime, "jac_sampler_frames");
    peek = runtime == NULL ? NULL : (peeker *) dlsym(runtime, "jac_sampler_peek");
    note_code = runtime == NULL ? NULL : (coder *) dlsym(runtime, "jac_sampler_code");
    if (set == NULL || peek == NULL || note_code == NULL) return -1;
    set(read_frames, dlsym(RTLD_DEFAULT, "_PyEval_EvalFrameDefault"));
    return 0;
}

/* install(path): the same. */
static PyObject *install(PyObject *Py_UNUSED(module), PyObject *path) {
    PyObject *name = NULL;
    if (!PyUnicode_FSConverter(path, &name)) return NULL;
    int failed = find_runtime(PyBytes_AS_STRING(name));
    Py_DECREF(name);
    if (failed) return PyErr_Format(PyExc_OSError, "no sampler in %R", path);
    Py_RETURN_NONE;
}

/* attachable(path, folder): from now on another process may ask where the threads of this one are. */
static PyObject *attachable(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *path, *folder;
    if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &path, PyUnicode_FSConverter, &folder)) return NULL;
    void *runtime = dlopen(PyBytes_AS_STRING(path), RTLD_NOW);
    typedef int preparer(const char *);
    preparer *prepare = runtime == NULL ? NULL : (preparer *) dlsym(runtime, "jac_attach_prepare");
    int failed = prepare == NULL || find_runtime(PyBytes_AS_STRING(path)) != 0 ? EINVAL : prepare(PyBytes_AS_STRING(folder));
    Py_DECREF(path);
    Py_DECREF(folder);
    if (failed) {
        errno = failed;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"install", install, METH_O, NULL},
    {"attachable", attachable, METH_VARARGS, NULL},
    {"watch_memory", jac_frames_watch_memory, METH_O, NULL},
    {"watch_numpy", jac_frames_watch_numpy, METH_O, NULL},
    {"unwatch_memory", jac_frames_unwatch_memory, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_frames", NULL, 0, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__frames(void) { return PyModuleDef_Init(&definition); }
