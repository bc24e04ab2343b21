/*
 * _host: the part of Jaculus inside CPython. It finds the compiled specialisation for a call's argument types, lays the
 * arguments out as slots, calls the kernel and turns its results, or its failure, into Python objects.
 *
 * A type is spelled in words (uint64_t). The words of a call's arguments, in order, are its fingerprint. The same words
 * say how to read a kernel's result slots. python/jaculus/types.py writes and reads them too.
 */
#ifndef JACULUS_HOST_H
#define JACULUS_HOST_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stdint.h>

#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL jaculus_host_array_api
#ifndef HOST_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#endif
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>

#include "jaculus.h"
#include "jaculus_parallel.h"

/* ---- Words ---- */

typedef enum {
    CODE_UNSUPPORTED = 0,
    CODE_NONE = 1,
    CODE_BOOL,
    CODE_INT8,
    CODE_INT16,
    CODE_INT32,
    CODE_INT64,
    CODE_UINT8,
    CODE_UINT16,
    CODE_UINT32,
    CODE_UINT64,
    CODE_FLOAT32,
    CODE_FLOAT64,
    CODE_COMPLEX64,
    CODE_COMPLEX128,
    CODE_SCALARS, /* how many codes numbers have */
    CODE_ARRAY = 32,
    CODE_TUPLE = 33,
    CODE_OPTIONAL = 34,
    CODE_LIST = 35,
    CODE_STR = 36,
    CODE_GENERATOR = 37,
    CODE_OBJECT = 40, /* known when the kernel is compiled: a dispatcher, a class; no slot */
    CODE_NAMED = 41,  /* a namedtuple: its class, then the words of the tuple */
    CODE_INSTANCE = 42, /* an instance of a compiled class: that class */
    CODE_DATETIME = 64, /* and NumPy's number of the unit, up to NPY_FR_GENERIC */
    CODE_TIMEDELTA = 80
} host_code;

enum { LAYOUT_C, LAYOUT_F, LAYOUT_A };

/* An array: code | dtype << 8 | ndim << 16 | layout << 24 | readonly << 26 | unaligned << 27 | buffer << 28 | short last axis << 32.
 * `buffer`: which of Python's buffers it is the memory of, 0 for an array.
 * A tuple: code | length << 32, and its items' words follow. A list: the code, LIST_TYPED for a numba.typed.List, and
 * its item's words follow. A generator: the code, and its item's words follow. An optional: its item's words follow; its slots are whether there is a value, and the item's.
 * An object, and the class of an instance: code | address << 8, which its specialisation keeps alive. Anything else: the code alone. */
#define LIST_TYPED ((uint64_t)1 << 8)
enum { BUFFER_BYTES = 1, BUFFER_BYTEARRAY, BUFFER_MEMORYVIEW, BUFFER_PYARRAY, BUFFER_SHIFT = 28 };
#define WORD_CODE(w) ((host_code)((w)&0xff))
#define WORD_DTYPE(w) ((host_code)(((w) >> 8) & 0xff))
#define WORD_NDIM(w) ((int)(((w) >> 16) & 0xff))
#define WORD_READONLY(w) ((((w) >> 26) & 1) != 0)
#define WORD_OBJECT(w) ((PyObject *)(uintptr_t)((w) >> 8))
#define WORD_LENGTH(w) ((Py_ssize_t)((w) >> 32))

static inline bool host_is_time(host_code code) {
    return (code >= CODE_DATETIME && code <= CODE_DATETIME + NPY_FR_GENERIC)
            || (code >= CODE_TIMEDELTA && code <= CODE_TIMEDELTA + NPY_FR_GENERIC);
}

/* Numbers, dates and durations: what arrays hold. */
static inline bool host_is_scalar(host_code code) {
    return (code >= CODE_BOOL && code < CODE_SCALARS) || host_is_time(code);
}

/* NumPy's type numbers and our codes; types of one meaning (long, long long) have one code. */
enum { HOST_TYPENUMS = NPY_HALF + 1 }; /* NumPy numbers its built-in types below this */
extern const uint8_t host_code_of_typenum[HOST_TYPENUMS];
extern const int host_typenum_of_code[CODE_SCALARS];

/* ---- Element types (dtypes.c) ---- */

/* The code of a NumPy type that kernels know, else 0. */
host_code host_code_of_descr(PyArray_Descr *descr);

/* The code of dates or durations in this unit; 0 for several units at once, such as 10 days. */
host_code host_code_of_unit(host_code kind, const PyArray_DatetimeMetaData *unit);

/* A new reference to the NumPy type of a code. */
PyArray_Descr *host_descr_of_code(host_code code);

/* ---- Layout (layout.c) ---- */

/* How many slots these words take; -1: they are not well formed. */
int host_slots_of(const uint64_t *words, int nwords);
/* Moves past the type at `word`: how many slots its values take; -1 where it is not well formed. */
int host_past(const uint64_t **word, const uint64_t *end);
/* How many words spell the type that begins here. */
int host_words_of(const uint64_t *words);

/* How an item of these words lies in a list. */
typedef struct {
    const uint64_t *words;
    int nwords;
    bool packed;         /* as in an array, for it is one number; else in slots */
    size_t bytes;
    uint64_t references; /* a bit for each of its slots that refers to a block */
} host_item;

/* false: no list holds such items. */
bool host_item_layout(const uint64_t *words, int nwords, host_item *layout);
void host_pack(const host_item *layout, const jac_slot *slots, char *to);
void host_unpack(const host_item *layout, const char *from, jac_slot *slots);

/* Whether it is a class of tuples that stand for something else, see Parts in models.py. (box.c) */
bool host_is_parts(PyTypeObject *type);
PyObject *host_parts(PyObject *module, PyObject *type);
PyObject *host_record_array(PyObject *module, PyObject *record);

/* ---- Arguments (arguments.c, convert.c) ---- */

enum { FRAME_WORDS = 32, FRAME_SLOTS = 96, FRAME_TEXT = 64, STR_SLOTS = 4 };

/* What a frame needs beside its slots, until it is freed: the code points of a str, or a view of a buffer. */
typedef struct host_buffer {
    struct host_buffer *next;
    PyObject *view; /* NULL: it is a text */
    uint32_t text[];
} host_buffer;

/* A Python list among the arguments, see lists.c. */
typedef struct host_list host_list;

/* The words and the slots of one call; on the stack unless a call is unusually large. */
typedef struct {
    host_list *lists;
    uint64_t *words;
    jac_slot *slots;
    int nwords, nslots;
    int word_room, slot_room;
    host_buffer *buffers;
    Py_ssize_t ntext;
    uint64_t own_words[FRAME_WORDS];
    jac_slot own_slots[FRAME_SLOTS];
    uint32_t own_text[FRAME_TEXT];
} host_frame;

static inline void frame_init(host_frame *frame) {
    frame->lists = NULL;
    frame->words = frame->own_words;
    frame->slots = frame->own_slots;
    frame->nwords = frame->nslots = 0;
    frame->word_room = FRAME_WORDS;
    frame->slot_room = FRAME_SLOTS;
    frame->buffers = NULL;
    frame->ntext = 0;
}

void frame_free(host_frame *frame);

typedef enum { ARGUMENT_OK, ARGUMENT_UNSUPPORTED, ARGUMENT_FAILED } host_argument;

/* Adds one argument's words and slots. ARGUMENT_FAILED: a Python exception is set. */
host_argument frame_add(host_frame *frame, PyObject *value);

/* Makes room for so many more. false: a Python exception is set. */
bool frame_grow(host_frame *frame, int words, int slots);

static inline bool frame_room(host_frame *frame, int words, int slots) {
    return (frame->nwords + words <= frame->word_room && frame->nslots + slots <= frame->slot_room)
            || frame_grow(frame, words, slots);
}

/* Most ints have one digit, and reading that is much faster than asking for the value. */
static inline bool host_small_int(PyObject *value, int64_t *into) {
    PyLongObject *number = (PyLongObject *)value;
#if PY_VERSION_HEX >= 0x030C0000
    if (!PyUnstable_Long_IsCompact(number)) {
        return false;
    }
    *into = PyUnstable_Long_CompactValue(number);
#else
    Py_ssize_t digits = Py_SIZE(number);
    if (digits < -1 || digits > 1) {
        return false;
    }
    *into = digits * (int64_t)number->ob_digit[0]; /* 0 has no digit and its ob_digit[0] is 0 */
#endif
    return true;
}


/* The words from this one on, without lengths of last axes: items of a list or tuple that differ in those alone are of one type. */
void frame_forget_last_axes(host_frame *frame, int from);

/* ---- Buffers (buffers.c) ---- */

/* Adds bytes, a bytearray, a memoryview or an array.array; nothing is copied. */
host_argument frame_add_buffer(host_frame *frame, PyObject *value);
/* What a kernel gives back of the bytes that are its argument. */
PyObject *host_box_bytes(PyObject *parent, const jac_slot *slot);

typedef struct host_kernel host_kernel;

/* The call that a result comes from. A list may be one of its own; a generator needs the rest later on. */
typedef struct {
    const host_list *lists;
    host_kernel *kernel;
    PyObject *const *arguments;
    Py_ssize_t count;
} host_source;

/* ---- Items of lists (items.c) ---- */

/* Reads a value into `item`, which is emptied first. Lists in it are lists of the call. */
host_argument item_read(host_frame *frame, host_frame *item, PyObject *value);
/* Writes a value as an item, `room` being room for it; where it `converts` the value may be of another type. */
host_argument item_write(
        host_frame *frame, const host_item *item, bool converts, PyObject *value, host_frame *room, char *to);
/* The Python object of an item; the list keeps its references. */
PyObject *item_box(const host_item *item, const char *from, const host_source *source, bool shared);
void items_retain(uint64_t references, const jac_slot *slots);
/* Raises the TypeError of this name in jaculus.valuetypes. */
void item_refuse(const char *why, const host_frame *first, const host_frame *other);

/* ---- Lists (lists.c) ---- */

static inline jac_list *list_inside(void *block) {
    return (jac_list *)(void *)((char *)block + JAC_DATA);
}

/* Adds a Python list: it is copied for the kernel. */
host_argument frame_add_list(host_frame *frame, PyObject *list);
/* After the call: the Python lists get what the kernel changed in its copies. false: a Python exception is set. */
bool lists_reflect(host_list *lists);
/* The call that comes next in this env gets these lists; no call after that does. */
void lists_enter(jac_env *env, host_list *lists);
/* A signal has ended the kernel between any two instructions: does what the kernel's own end does for lists. */
void lists_interrupted(jac_env *env, host_list *lists);
void lists_free(host_list *lists);
/* The Python list in a result's slot; the reference in it is used up, unless the kernel goes on using the list. */
PyObject *list_box(
        uint64_t word, const uint64_t *item, int nitem, void *block, const host_source *source, bool shared);

/* ---- numba.typed.List (typed.c) ---- */

/* Its part that kernels need. The items are a list, or a host_block where nothing in an item refers to a block. */
typedef struct {
    PyObject_HEAD
    PyObject *items;
    PyObject *words; /* of an item's type: bytes, none while that is open */
} host_typed;

/* Items in memory that kernels use in place: a call passes the pointer. */
typedef struct {
    PyObject_HEAD
    void *list;
    host_item item;
    PyObject *words;   /* which `item` points to */
    host_typed *owner; /* the typed List that it is the items of, or NULL; borrowed */
} host_block;

extern PyTypeObject *host_block_type, *host_typed_list;
host_argument frame_add_typed_list(host_frame *frame, PyObject *list);
/* A new reference to the typed List whose items these are; NULL for other lists. */
PyObject *block_owner(const jac_list *list);
/* The items of a kernel's list, whose reference is used up, unless the kernel goes on using it; objects may refer to it too where there are such. */
PyObject *block_around(const host_item *item, void *list, bool shared, bool in_containers);
int host_add_typed_lists(PyObject *module);
PyObject *typed_register(PyObject *module, PyObject *type);
PyObject *typed_block(PyObject *module, PyObject *words);

/* ---- Instances of compiled classes (objects.c) ---- */

/* What Python holds of one: its block. Every instance of this type's is of a class that kernels know by its address. */
typedef struct {
    PyObject_HEAD
    void *block;
} host_object;

extern PyTypeObject *host_object_type;
static inline bool is_instance(PyObject *value) {
    return host_object_type != NULL && PyObject_TypeCheck(value, host_object_type) && ((host_object *)value)->block != NULL;
}
/* Python's object for a block, whose reference is used up, unless the kernel goes on using it. */
PyObject *object_box(PyObject *class, void *block, bool shared);
/* A block that keeps what an odd owner names. */
void *object_keep(void *owner);
/* The class whose instances `_out` turns into what Python gets. */
PyObject *object_converted(PyObject *module, PyObject *type);
int host_add_objects(PyObject *module);

/* Turns slots laid out as `from` says into those that `to` says. Both were checked by host_convertible. */
int frame_convert(host_frame *frame, const uint64_t *to, int nto);
bool host_convertible(const uint64_t *from, int nfrom, const uint64_t *to, int nto);

/* ---- Results (box.c, generator.c) ---- */

/* The Python iterator for a generator in a result's slot; the reference in it is used up. */
PyObject *generator_box(const uint64_t *item, void *block, const host_source *source);
int host_add_generators(PyObject *module);

/* The Python object in these slots. Every owner in them is used up, also on failure. A list that is one of the arguments' is
 * that argument itself. */
PyObject *host_box(const uint64_t *words, int nwords, const jac_slot *slots, const host_source *source);
/* The objects in these slots, one for each value, while the kernel still uses what they show: owners are not used up. */
bool host_box_shared(const uint64_t *words, int nwords, const jac_slot *slots, PyObject **into);

/* ---- Kernels (kernel.c, exception.c) ---- */

struct host_kernel {
    PyObject_HEAD
    jac_entry *entry;
    void *library;
    uint64_t *result;
    int nresult, nslots;
    bool nogil;
    bool interruptible; /* it may run long enough for that */
    bool makes_generators; /* which may look at the arguments later on */
    bool has_objects;      /* in which texts and constants outlive the call */
    int nhosts; /* the host functions that it calls */
    struct host_function *hosts;
    PyObject *overload; /* the Python object that knows the rest: makes exceptions of the raising sites */
};

extern PyType_Spec host_kernel_spec;
/* What lies at this address, in a kernel's library, is used from now on by others than the kernel: that is never unloaded. */
void kernel_stays(const void *address);
PyObject *kernel_call(host_kernel *kernel, host_frame *frame, const host_source *source);
/* The same for a kernel that has a plan: it holds the GIL, has few results, and neither lists nor host functions. */
PyObject *kernel_call_plain(host_kernel *kernel, const jac_slot *arguments);
/* Runs the body of a generator of this kernel's up to its next item: the status. */
int32_t kernel_resume(host_kernel *kernel, void *generator, jac_env *env);

/* This thread's env, or another where that one is in use (a call inside a call); NULL: no memory. Needs no GIL. */
jac_env *host_env_enter(void);
void host_env_leave(jac_env *env);

/* ---- Interrupts (interrupt.c) ---- */

/* Where an interrupted kernel's call goes on; the innermost one of a thread is armed. */
typedef struct {
    void *jump[5];
    jac_env *env;
} host_landing;

extern _Thread_local __attribute__((tls_model("initial-exec"))) host_landing *host_armed;
/* The library that holds this code is a kernel's. */
void interrupt_add_code(const void *code);
/* The library is about to be unloaded; one of those that were added for it. */
void interrupt_remove_code(const void *code);
/* Puts our handler before Python's, unless it is there already. Does nothing outside of the main thread. */
void interrupt_watch(void);
/* The same, not more often than is cheap: before each call of a kernel. */
void interrupt_look(void);

/* Sets the Python exception for a failed call; `raised` (stolen) is the one that a host function raised, or NULL. */
void host_raise(host_kernel *kernel, int32_t status, jac_env *env, PyObject *raised);

/* ---- Host calls (hostcall.c): what a kernel asks Python to do. The context of a call of a kernel is a host_call. ---- */

typedef struct {
    host_kernel *kernel;
    PyObject *raised; /* the exception of a host function that failed */
} host_call;

int32_t host_called(void *context, jac_env *env, int32_t number, const jac_slot *args, jac_slot *results);
/* Ends a reference to an object of Python's, on any thread. */
void host_let_go(void *object);
/* exception(): the argument slots of the exception that the asking kernel handles, and the one that a host function raised. */
PyObject *host_exception(PyObject *module, PyObject *unused);
/* Text that only the frame holds becomes a block of the call's; without an env one of the host's. */
bool host_own_texts(host_frame *frame, jac_env *env);
int host_functions_traverse(host_kernel *kernel, visitproc visit, void *arg);
void host_functions_free(host_kernel *kernel);

/* An error about the user's program, raised by our Python code: its traceback ends at the user's call. */
void host_hide_frames(void);

/* ---- Dispatchers (dispatcher.c, normalise.c) ---- */

enum { PLAN_SLOTS = 32, PLAN_RESULTS = 16 };

/* What one argument must be for the short way (plan.c), and how many slots it fills. */
typedef struct {
    uint8_t code, slots, rank, last; /* `last`: the length of a short last axis */
    bool short_axis;                 /* whether the last axis decides */
    int mask, flags;                 /* those of the array's flags that matter, and what they must be */
    uint64_t item;                   /* of a typed List: the word of its items' type; of an instance: its class */
    PyArray_Descr *descr;
} host_step;

typedef struct host_specialisation {
    struct host_specialisation *next;
    host_kernel *kernel;
    host_step *plan; /* of as many arguments as the call has; NULL: calls go the long way */
    uint64_t *target; /* what the kernel takes when that is not what the call gives, else NULL */
    int ntarget, nwords;
    uint64_t words[]; /* the call's fingerprint */
} host_specialisation;

typedef struct {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    host_specialisation *last, *first;
    host_specialisation *retired; /* forgotten, but a thread may still be inside */
    Py_ssize_t fast_count;        /* the number of positional arguments that need no normalising; -1: any does */
    Py_ssize_t positional, positional_only;
    bool varargs;
    PyObject *names;       /* tuple: parameters, without *args */
    PyObject *defaults;    /* tuple: of the last positional ones */
    PyObject *kw_defaults; /* dict or NULL */
    PyObject *dict, *weakrefs;
} host_dispatcher;

extern PyType_Spec host_dispatcher_spec;
extern PyTypeObject *host_dispatcher_type;
/* The plan of a specialisation that is called with so many arguments, or NULL. */
host_step *plan_make(const host_specialisation *one, Py_ssize_t arguments);
/* The slots of the arguments; false where one of them is not what the plan says. */
bool plan_slots(const host_step *plan, PyObject *const *args, Py_ssize_t count, jac_slot *slots);
PyObject *dispatcher_call_exact(host_dispatcher *self, PyObject *const *args, Py_ssize_t count);
PyObject *dispatcher_call_normalised(
        host_dispatcher *self, PyObject *const *args, Py_ssize_t count, PyObject *kwnames);

/* ---- Ufuncs (ufunc.c, loop.c) ---- */

enum { LOOP_OPERANDS = 32, LOOP_RANK = 8 }; /* NumPy's own limit for a ufunc's operands; dimensions of a core */

typedef struct host_variant {
    struct host_variant *next;
    uint64_t key;
    host_kernel *kernel;
} host_variant;

/* One loop of a ufunc: kernels for one list of types, one for each way in which the operands lie in memory. */
typedef struct {
    PyObject_HEAD
    host_variant *first; /* only ever prepended to: loops read it without the GIL */
    int nin, nargs;
    bool parallel;
    uint8_t codes[LOOP_OPERANDS];
    /* Of a generalised ufunc: the rank of the array that the kernel takes, -1 where it takes the value itself; and which of
     * the call's core dimensions are this operand's. */
    int8_t ranks[LOOP_OPERANDS];
    uint8_t counts[LOOP_OPERANDS], dims[LOOP_OPERANDS][LOOP_RANK];
} host_loop;

extern PyType_Spec host_loop_spec, host_ufunc_spec;
/* The kernel for this key, compiled now if it is new. NULL: a Python exception is set. Takes the GIL only if it must. */
host_kernel *loop_kernel(host_loop *self, uint64_t key);
/* Runs `count` iterations, on several threads when that is worth it after a trial of so many; 0: never. Sets the Python
 * exception of a kernel that fails, and then, where the iterations may be done again, does what does not fail. With or without
 * the GIL. */
void loop_run(host_kernel *kernel, jac_piece *body, void *context, int64_t count, int64_t trial, bool again);

PyObject *host_make_ufunc(PyObject *module, PyObject *args);
PyObject *host_ufunc_owner(PyObject *module, PyObject *ufunc);
int host_import_ufuncs(void);

/* ---- The runtime library, opened at import (module.c) ---- */

typedef struct {
    jac_env *(*env_new)(void);
    void (*env_free)(jac_env *);
    int32_t (*env_trace)(jac_env *, int32_t *, int32_t);
    jac_slot *(*arguments)(jac_env *);
    void (*sweep)(jac_env *);
    int32_t (*env_held)(const jac_env *);
    int32_t (*parallel_waits)(const jac_env *);
    void (*parallel_cancel)(const jac_env *);
    void (*release_host)(void *);
    void (*retain_host)(void *);
    void *(*list_new)(jac_env *, int64_t, uint64_t, int64_t);
    int32_t (*list_resize)(jac_env *, void *, int64_t);
    void *(*list_pinned)(int64_t, int64_t, void *);
    void *(*list_pin)(void *, void *);
    void (*list_unpin)(void *);
    void (*list_pin_kept)(void *, void *);
    void (*env_lists)(jac_env *, jac_host_list *);
    void (*lists_leave)(jac_env *, int32_t);
    void *(*alloc)(jac_env *, int64_t);
    void *(*foreign)(jac_env *, void *, void (*)(void *));
    int32_t (*generator_step)(void *);
    void (*generator_close)(void *);
    void (*escape)(jac_env *, void *);
    void (*hosts_owners)(void *(*)(void *));
    void (*count_atomically)(int32_t);
    void (*share)(void *);
    void (*unshare)(void *);
    void (*env_set_host)(jac_env *, jac_host_function *, void *);
    int (*sampler_note_maps)(void);
    int64_t (*parallel_pieces)(int64_t, int64_t);
    int32_t (*parallel_for)(jac_env *, jac_piece *, void *, int64_t, int64_t);
} host_runtime;

extern host_runtime runtime;

/* ---- sorting.c ---- */

/* Gives the runtime library NumPy's functions; -1 with an exception set. */
int host_provide_sorting(void *library);

/* ---- threads.c ---- */

PyObject *host_native(PyObject *module, PyObject *args);

#endif
