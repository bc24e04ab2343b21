/* A loaded kernel: one symbol of one shared library, called through the packed ABI. */
#include "host.h"

#include <dlfcn.h>
#include <pthread.h>
#include <structmember.h>
#include <time.h>
#include <unistd.h>

enum { STACK_RESULTS = 64 };

/* Each thread keeps one env. A call inside a call (a kernel that calls back) uses another. */
typedef struct {
    jac_env *env;
    bool busy;
} thread_env;

static _Thread_local __attribute__((tls_model("initial-exec"))) thread_env mine;
static pthread_key_t env_of_thread;
static pthread_once_t env_key_made = PTHREAD_ONCE_INIT;

static void end_of_thread(void *env) {
    mine.env = NULL;
    runtime.env_free(env);
}

static void make_env_key(void) {
    pthread_key_create(&env_of_thread, end_of_thread);
}

jac_env *host_env_enter(void) {
    if (mine.env != NULL && !mine.busy) {
        mine.busy = true;
        return mine.env;
    }
    jac_env *env = runtime.env_new();
    if (env != NULL && mine.env == NULL) {
        pthread_once(&env_key_made, make_env_key);
        pthread_setspecific(env_of_thread, env);
        mine = (thread_env){env, true};
    }
    return env;
}

void host_env_leave(jac_env *env) {
    if (env == mine.env) {
        mine.busy = false;
    } else {
        runtime.env_free(env);
    }
}

/* Programs replace the handler of SIGINT (Jupyter does so for each cell): from time to time this looks whether ours is there. */
void interrupt_look(void) {
    static _Thread_local __attribute__((tls_model("initial-exec"))) int64_t next;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (ms >= next) {
        next = ms + 20;
        interrupt_watch();
    }
}

/* The kernel's entry, or a generator's body up to its next item. Not inlined: what __builtin_setjmp comes back to must not keep anything in registers. */
static __attribute__((noinline)) int32_t run(
        host_kernel *kernel, const jac_slot *arguments, jac_slot *results, void *generator, jac_env *env) {
    if (!kernel->interruptible) { /* over before anybody could wish so */
        return generator != NULL ? runtime.generator_step(generator) : kernel->entry(arguments, results, env);
    }
    interrupt_look();
    host_landing landing = {.env = env};
    host_landing *volatile outer = host_armed;
    if (__builtin_setjmp(landing.jump) != 0) {
        host_armed = outer;
        return JAC_INTERRUPTED;
    }
    host_armed = &landing;
    int32_t status = generator != NULL ? runtime.generator_step(generator) : kernel->entry(arguments, results, env);
    host_armed = outer;
    return status;
}

static inline PyObject *call_plain(host_kernel *kernel, const jac_slot *arguments) {
    jac_slot results[PLAN_RESULTS];
    jac_env *env = host_env_enter();
    if (env == NULL) {
        return PyErr_NoMemory();
    }
    int32_t status = kernel->interruptible ? run(kernel, arguments, results, NULL, env) : kernel->entry(arguments, results, env);
    if (status == JAC_OK) {
        host_env_leave(env);
        if (kernel->nresult == 1 && WORD_CODE(*kernel->result) == CODE_INT64) {
            return PyLong_FromLongLong(results->i);
        }
        if (kernel->nresult == 1 && WORD_CODE(*kernel->result) == CODE_FLOAT64) {
            return PyFloat_FromDouble(results->d);
        }
        const host_source source = {.kernel = kernel};
        return host_box(kernel->result, kernel->nresult, results, &source);
    }
    if (status == JAC_INTERRUPTED) {
        lists_interrupted(env, NULL);
    }
    host_raise(kernel, status, env, NULL);
    runtime.sweep(env);
    host_env_leave(env);
    return NULL;
}

PyObject *kernel_call_plain(host_kernel *kernel, const jac_slot *arguments) {
    if (!kernel->interruptible) {
        return call_plain(kernel, arguments); /* during which no Python code runs */
    }
    Py_INCREF(kernel); /* a signal's handler may let go of it */
    PyObject *result = call_plain(kernel, arguments);
    Py_DECREF(kernel);
    return result;
}

int32_t kernel_resume(host_kernel *kernel, void *generator, jac_env *env) {
    return run(kernel, NULL, NULL, generator, env);
}

static PyObject *call(host_kernel *kernel, host_frame *frame, const host_source *source) {
    host_list *lists = frame->lists;
    jac_slot room[STACK_RESULTS], *results = room;
    if (kernel->nslots > STACK_RESULTS) {
        results = PyMem_Malloc((size_t)kernel->nslots * sizeof(jac_slot));
        if (results == NULL) {
            return PyErr_NoMemory();
        }
    }
    PyObject *boxed = NULL;
    jac_env *env = host_env_enter();
    if (env == NULL) {
        PyErr_NoMemory();
    } else if ((kernel->makes_generators || kernel->has_objects) && !host_own_texts(frame, env)) {
        runtime.sweep(env);
        host_env_leave(env);
    } else {
        int32_t status;
        if (lists != NULL) {
            lists_enter(env, lists);
        }
        host_call call = {kernel, NULL};
        if (kernel->nhosts > 0) {
            runtime.env_set_host(env, host_called, &call);
        }
        if (kernel->nogil) {
            runtime.count_atomically(kernel->has_objects); /* other threads may use the same ones */
            Py_BEGIN_ALLOW_THREADS;
            status = run(kernel, frame->slots, results, NULL, env);
            Py_END_ALLOW_THREADS;
            runtime.count_atomically(-(int32_t)kernel->has_objects);
        } else {
            status = run(kernel, frame->slots, results, NULL, env);
        }
        if (lists != NULL && status != JAC_INTERRUPTED) {
            lists_enter(env, NULL);
        }
        if (status == JAC_OK) {
            host_env_leave(env);
            Py_XDECREF(call.raised); /* caught in the kernel */
            boxed = host_box(kernel->result, kernel->nresult, results, source);
        } else {
            if (status == JAC_INTERRUPTED) {
                lists_interrupted(env, lists);
            }
            host_raise(kernel, status, env, call.raised);
            runtime.sweep(env);
            host_env_leave(env);
        }
    }
    if (results != room) {
        PyMem_Free(results);
    }
    if (lists != NULL && !lists_reflect(lists)) { /* after a failure too, as in Numba */
        Py_CLEAR(boxed);
    }
    return boxed;
}

PyObject *kernel_call(host_kernel *kernel, host_frame *frame, const host_source *source) {
    Py_INCREF(kernel); /* what runs meanwhile (other threads, the host's functions) may let go of it */
    PyObject *result = call(kernel, frame, source);
    Py_DECREF(kernel);
    return result;
}

/*
 * The library in the file that was read and checked: by its descriptor, for its name may lead to another by now. The loader takes
 * libraries of one name for one library, and descriptors' numbers come again, so each load spells the name in its own way.
 */
static void *load(const char *path, int file) {
    static unsigned loads;
    if (access("/proc/self/fd", X_OK) != 0) {
        return dlopen(path, RTLD_NOW | RTLD_LOCAL);
    }
    char name[128], *end = stpcpy(name, "/proc/self/fd/");
    for (unsigned number = __atomic_add_fetch(&loads, 1, __ATOMIC_RELAXED); number != 0; number >>= 1) {
        end = stpcpy(end, number & 1 ? "./" : "/");
    }
    snprintf(end, (size_t)(name + sizeof(name) - end), "%d", file);
    return dlopen(name, RTLD_NOW | RTLD_LOCAL);
}

/* What lies at this address is in a kernel and is used from now on by others than the kernel: its library is never unloaded. */
void kernel_stays(const void *address) {
    Dl_info info;
    if (address != NULL && dladdr(address, &info) != 0) {
        dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD); /* counts as a use, which does not end */
    }
}

/* The profiler reads at the end what was loaded when; so nothing goes while a program is sampled. */
static bool may_unload(void) {
    return getenv("JACULUS_SAMPLES") == NULL;
}

static PyObject *kernel_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *keywords[] = {
            "path", "file", "symbol", "result", "nogil", "interruptible", "overload", "hosts", "objects", NULL};
    PyObject *path, *overload;
    const char *symbol, *words;
    Py_ssize_t bytes;
    int file, nogil, interruptible, nhosts = 0, objects = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O&isy#ppO|ip:Kernel", keywords, PyUnicode_FSConverter, &path, &file,
                &symbol, &words, &bytes, &nogil, &interruptible, &overload, &nhosts, &objects)) {
        return NULL;
    }
    host_kernel *self = NULL;
    void *library = load(PyBytes_AS_STRING(path), file);
    void *entry = library != NULL ? dlsym(library, symbol) : NULL;
    if (entry == NULL) {
        PyErr_Format(PyExc_ImportError, "cannot load the kernel %s: %s", PyBytes_AS_STRING(path), dlerror());
        if (library != NULL) {
            dlclose(library);
        }
        goto done;
    }
    runtime.sampler_note_maps(); /* so that samples of this kernel find it, however the process ends */
    self = (host_kernel *)type->tp_alloc(type, 0);
    if (self == NULL) {
        dlclose(library);
        goto done;
    }
    self->overload = Py_NewRef(overload);
    self->library = library;
    self->entry = (jac_entry *)(uintptr_t)entry;
    interrupt_add_code(entry);
    self->nogil = nogil;
    self->nhosts = nhosts;
    self->has_objects = objects;
    if (objects) {
        kernel_stays(entry);
    }
    self->interruptible = interruptible;
    self->nresult = (int)(bytes / (Py_ssize_t)sizeof(uint64_t));
    self->result = PyMem_Malloc((size_t)bytes + 1);
    if (self->result == NULL) {
        PyErr_NoMemory();
        Py_CLEAR(self);
        goto done;
    }
    memcpy(self->result, words, (size_t)bytes);
    self->nslots = host_slots_of(self->result, self->nresult);
    for (int i = 0; i < self->nresult; i++) {
        self->makes_generators |= WORD_CODE(self->result[i]) == CODE_GENERATOR;
    }
    if (self->nslots < 0) {
        PyErr_SetString(PyExc_ValueError, "the kernel's result type is not well formed");
        Py_CLEAR(self);
    }
done:
    Py_DECREF(path);
    return (PyObject *)self;
}

static int kernel_traverse(host_kernel *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->overload);
    return host_functions_traverse(self, visit, arg);
}

static int kernel_clear(host_kernel *self) {
    Py_CLEAR(self->overload);
    host_functions_free(self);
    return 0;
}

static void kernel_dealloc(host_kernel *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    kernel_clear(self);
    PyMem_Free(self->result);
    if (may_unload()) {
        interrupt_remove_code((const void *)(uintptr_t)self->entry);
        dlclose(self->library);
    }
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *kernel_address(host_kernel *self, PyObject *name) {
    const char *symbol = PyUnicode_AsUTF8(name);
    void *found = symbol != NULL ? dlsym(self->library, symbol) : NULL;
    if (found == NULL && symbol != NULL) {
        PyErr_Format(PyExc_AttributeError, "the kernel has no symbol %s", symbol);
    }
    return found != NULL ? PyLong_FromVoidPtr(found) : NULL;
}

static PyMethodDef kernel_methods[] = {
    {"address", (PyCFunction)kernel_address, METH_O, "address(symbol): where something in the library is"},
    {NULL},
};

static PyMemberDef kernel_members[] = {
    {"overload", T_OBJECT, offsetof(host_kernel, overload), READONLY, "what Python knows about this kernel"},
    {NULL},
};

static PyType_Slot kernel_slots[] = {
    {Py_tp_new, kernel_new},
    {Py_tp_dealloc, kernel_dealloc},
    {Py_tp_traverse, kernel_traverse},
    {Py_tp_clear, kernel_clear},
    {Py_tp_members, kernel_members},
    {Py_tp_methods, kernel_methods},
    {Py_tp_doc, "Kernel(path, file, symbol, result, nogil, …): a compiled kernel, loaded from the open file"},
    {0, NULL},
};

PyType_Spec host_kernel_spec = {
    .name = "jaculus._host.Kernel",
    .basicsize = sizeof(host_kernel),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = kernel_slots,
};
