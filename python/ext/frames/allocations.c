/*
 * Tells the runtime what the interpreter and NumPy allocate, and in which call.
 *
 * The interpreter's allocators are replaced by ones that call those before them, as tracemalloc does it, so that both can be on; they are never
 * put back, for another may stand before ours by then. NumPy's own allocator of arrays has a table of functions, of which ours
 * take the place: it is that of all threads, where a handler that is set is only one context's.
 *
 * The call of a block is that of the frames of its thread, which nobody else changes.
 */
#include "frames.h"

#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#include <numpy/ndarraytypes.h>

#include <dlfcn.h>
#include <pthread.h>

static struct {
    void (*allocated)(uint32_t, const void *, size_t);
    void (*freed)(const void *);
    jac_taken (*take)(const void *);
    void (*put)(uint32_t, const void *, size_t, jac_taken);
    void (*put_back)(const void *, jac_taken);
    uint32_t (*guarded)(uint32_t (*)(const void *), const void *);
    uint32_t (*note)(uint32_t, uint64_t, int32_t);
    void (*locator)(jac_locator *);
} runtime;

static int on;
static __thread int inside; /* in an allocator that calls another: the outermost one's block is meant */

/* ---- Which call this thread is in ---- */

/* What was found before, by a key; other threads write at the same time, and half of each one's matches no key. */
typedef struct {
    uint64_t check, value;
} kept;
enum { CODES = 1 << 13, CALLS = 1 << 13 };
static kept codes[CODES], calls[CALLS];
static uint32_t epoch = 1; /* numbers that were given before are not true any more */

static void forget(void) { __atomic_add_fetch(&epoch, 1, __ATOMIC_RELAXED); }

#ifdef KNOWN_LAYOUT

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
    return hash ^ hash >> 29;
}

static kept *kept_code(const void *code) { return &codes[mix(0, (uintptr_t) code) % CODES]; }

static int find(const kept *in, uint64_t key, uint32_t *number) {
    uint64_t value = __atomic_load_n(&in->value, __ATOMIC_RELAXED);
    *number = (uint32_t) value;
    return (__atomic_load_n(&in->check, __ATOMIC_RELAXED) ^ value) == key && value >> 32 == __atomic_load_n(&epoch, __ATOMIC_RELAXED);
}

static void keep(kept *in, uint64_t key, uint32_t number) {
    uint64_t value = (uint64_t) __atomic_load_n(&epoch, __ATOMIC_RELAXED) << 32 | number;
    __atomic_store_n(&in->value, value, __ATOMIC_RELAXED);
    __atomic_store_n(&in->check, key ^ value, __ATOMIC_RELAXED);
}

/* The number of a code, by its address: that is another's no sooner than it was freed, which we see. */
static uint32_t code_number(const PyCodeObject *code) {
    uint32_t number;
    kept *here = kept_code(code);
    if (find(here, (uintptr_t) code, &number)) return number;
    number = runtime.guarded(jac_frames_code, code);
    keep(here, (uintptr_t) code, number);
    return number;
}

/* In the room of an object that ends is still what it was. */
static void code_ends(const void *block) {
    if (((const PyObject *) block)->ob_type != &PyCode_Type) return;
    kept *here = kept_code(block);
    __atomic_store_n(&here->check, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&here->value, 0, __ATOMIC_RELAXED);
}

static int32_t unit_of(const interpreter_frame *frame, const PyCodeObject *code) {
    Py_ssize_t unit = instruction_of(frame) - (const _Py_CODEUNIT *) ((const char *) code + offsetof(PyCodeObject, co_code_adaptive));
    return unit >= 0 && unit < INT32_MAX ? (int32_t) unit : -1;
}

static uint32_t note(const interpreter_frame *frames[], size_t count) {
    uint32_t call = 0;
    while (count-- > 0) {
        const PyCodeObject *code = code_of(frames[count]);
        uint32_t number = code_number(code);
        if (number != 0) call = runtime.note(call, number, unit_of(frames[count], code));
    }
    return call;
}

static uint32_t locate(void) {
    const PyThreadState *thread = PyGILState_GetThisThreadState();
    if (thread == NULL) return 0;
#if PY_VERSION_HEX >= 0x030d0000
    const interpreter_frame *at = thread->current_frame;
#else
    const interpreter_frame *at = thread->cframe == NULL ? NULL : thread->cframe->current_frame;
#endif
    enum { MOST_FRAMES = 512 };
    const interpreter_frame *frames[MOST_FRAMES];
    size_t count = 0;
    uint64_t hash = 0;
    for (; at != NULL && count < MOST_FRAMES; at = at->previous) {
        const PyCodeObject *code = code_of(at);
        if (code == NULL) continue;
        frames[count++] = at;
        hash = mix(hash, (uint64_t) code_number(code) << 32 | (uint32_t) unit_of(at, code));
    }
    uint32_t call;
    if (find(&calls[hash % CALLS], hash, &call)) return call;
    call = note(frames, count);
    keep(&calls[hash % CALLS], hash, call);
    return call;
}

#else

static void code_ends(const void *block) { (void) block; }

static uint32_t locate(void) { return 0; }

#endif

/* ---- Allocators, which call the one before ---- */

static PyMemAllocatorEx raw, memory, object;

static int is_noted(void) { return __atomic_load_n(&on, __ATOMIC_RELAXED) && !inside; }

static void *noted(void *block, size_t bytes) {
    inside--;
    if (block != NULL) runtime.allocated(locate(), block, bytes);
    return block;
}

static void ends(const void *block) {
    if (block == NULL) return;
    code_ends(block);
    runtime.freed(block);
}

static void *new_block(void *context, size_t bytes) {
    const PyMemAllocatorEx *to = context;
    if (!is_noted()) return to->malloc(to->ctx, bytes);
    inside++;
    return noted(to->malloc(to->ctx, bytes), bytes);
}

static void *new_zeroed(void *context, size_t count, size_t each) {
    const PyMemAllocatorEx *to = context;
    if (!is_noted()) return to->calloc(to->ctx, count, each);
    inside++;
    return noted(to->calloc(to->ctx, count, each), count * each);
}

/* What realloc gave for a block that was taken. */
static void *moved(const void *old, void *block, size_t bytes, jac_taken taken) {
    inside--;
    if (block != NULL) runtime.put(locate(), block, bytes, taken);
    else runtime.put_back(old, taken);
    return block;
}

static void *resized(void *context, void *block, size_t bytes) {
    const PyMemAllocatorEx *to = context;
    if (!is_noted()) return to->realloc(to->ctx, block, bytes);
    jac_taken taken = runtime.take(block);
    inside++;
    return moved(block, to->realloc(to->ctx, block, bytes), bytes, taken);
}

static void end_block(void *context, void *block) {
    const PyMemAllocatorEx *to = context;
    if (!is_noted()) {
        to->free(to->ctx, block);
        return;
    }
    ends(block);
    inside++;
    to->free(to->ctx, block);
    inside--;
}

static void stand_before(PyMemAllocatorDomain domain, PyMemAllocatorEx *before) {
    PyMem_GetAllocator(domain, before);
    PyMemAllocatorEx ours = {before, new_block, new_zeroed, resized, end_block};
    PyMem_SetAllocator(domain, &ours);
}

/* ---- NumPy's ---- */

static PyDataMemAllocator arrays;

static void *new_array(void *context, size_t bytes) {
    if (!is_noted()) return arrays.malloc(context, bytes);
    inside++;
    return noted(arrays.malloc(context, bytes), bytes);
}

static void *new_zeroed_array(void *context, size_t count, size_t each) {
    if (!is_noted()) return arrays.calloc(context, count, each);
    inside++;
    return noted(arrays.calloc(context, count, each), count * each);
}

static void *resized_array(void *context, void *block, size_t bytes) {
    if (!is_noted()) return arrays.realloc(context, block, bytes);
    jac_taken taken = runtime.take(block);
    inside++;
    return moved(block, arrays.realloc(context, block, bytes), bytes, taken);
}

static void end_array(void *context, void *block, size_t bytes) {
    if (is_noted() && block != NULL) runtime.freed(block);
    arrays.free(context, block, bytes);
}

/* watch_numpy(numpy._core._multiarray_umath._ARRAY_API): arrays are noted too. */
PyObject *jac_frames_watch_numpy(PyObject *Py_UNUSED(module), PyObject *capsule) {
    enum { FEATURES = 211, DEFAULT_HANDLER = 306, FIRST_WITH_HANDLERS = 0xf };
    void **api = PyCapsule_GetPointer(capsule, NULL);
    if (api == NULL) return NULL;
    unsigned (*features)(void) = (unsigned (*)(void)) api[FEATURES];
    if (features() < FIRST_WITH_HANDLERS) return PyErr_Format(PyExc_OSError, "arrays of NumPy before 1.22 are not noted");
    PyDataMem_Handler *handler = PyCapsule_GetPointer(*(PyObject **) api[DEFAULT_HANDLER], "mem_handler");
    if (handler == NULL) return NULL;
    if (handler->allocator.malloc != new_array) {
        arrays = handler->allocator;
        handler->allocator = (PyDataMemAllocator) {arrays.ctx, new_array, new_zeroed_array, resized_array, end_array};
    }
    Py_RETURN_NONE;
}

/* ---- Start and end ---- */

static void in_child(void) {
    inside = 0;
    forget(); /* its calls have numbers of their own */
}

/* watch_memory(path): what the interpreter allocates is noted by the runtime, which is loaded from there. */
PyObject *jac_frames_watch_memory(PyObject *Py_UNUSED(module), PyObject *path) {
    static int installed;
    PyObject *name = NULL;
    if (!PyUnicode_FSConverter(path, &name)) return NULL;
    void *library = dlopen(PyBytes_AS_STRING(name), RTLD_NOW | RTLD_NOLOAD);
    Py_DECREF(name);
    static const char *names[] = {"jac_memory_allocated", "jac_memory_freed", "jac_memory_take", "jac_memory_put",
                                  "jac_memory_put_back", "jac_sampler_guarded", "jac_sampler_note_call", "jac_memory_locator"};
    void **function = (void **) &runtime;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        function[i] = library == NULL ? NULL : dlsym(library, names[i]);
        if (function[i] == NULL) return PyErr_Format(PyExc_OSError, "no sampler in %R", path);
    }
    forget();
    runtime.locator(locate);
    if (!installed) {
        stand_before(PYMEM_DOMAIN_RAW, &raw);
        stand_before(PYMEM_DOMAIN_MEM, &memory);
        stand_before(PYMEM_DOMAIN_OBJ, &object);
        installed = pthread_atfork(NULL, NULL, in_child) == 0;
    }
    __atomic_store_n(&on, 1, __ATOMIC_RELEASE);
    Py_RETURN_NONE;
}

PyObject *jac_frames_unwatch_memory(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    __atomic_store_n(&on, 0, __ATOMIC_RELEASE);
    Py_RETURN_NONE;
}
