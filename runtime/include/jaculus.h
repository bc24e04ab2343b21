/*
 * libjaculus_rt: what a compiled kernel and its hosts (CPython, Java) share. No Python, no LLVM in here.
 *
 * The one way into a kernel, for every host:
 *
 *     int32_t jaculus_entry(const jac_slot *args, jac_slot *results, jac_env *env);
 *
 * Arguments and results are flattened into 8-byte slots:
 *
 *     bool, ints      one slot, sign- or zero-extended to 64 bits (uint64 as its bits)
 *     float64         .d
 *     float32         .f, in the low 4 bytes
 *     complex128      two .d slots; complex64: two .f slots
 *     none            no slot
 *     tuple           its items in order
 *     array, rank n   2 + 2n slots: owner, data, shape[n] (elements), strides[n] (bytes)
 *     list            one slot: the block that holds its jac_list
 *     generator       one slot: the block that holds its jac_generator
 *     object          one slot: the block that holds its jac_object
 *
 * An owner is a jac_block*, or a handle of the host's own with its low bit set, or 0 for constant data. A returned
 * array whose owner is odd is a view of that argument: the host keeps the parent alive. A returned block carries one
 * reference for each returned array that names it; the host ends each with jac_release_host.
 *
 * Status: 0 = the results are filled. Above 0 = the 1-based number of the raising site in the kernel's metadata. Below 0 =
 * one of the JAC_* codes here. After a failure the host reads the exception's arguments, then frees the call's blocks with
 * jac_sweep.
 */
#ifndef JACULUS_H
#define JACULUS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JAC_API __attribute__((visibility("default")))

typedef union {
    int64_t i;
    double d;
    float f;
    void *p;
} jac_slot;

typedef struct jac_env jac_env;
typedef struct jac_block jac_block;

typedef int32_t jac_entry(const jac_slot *args, jac_slot *results, jac_env *env);

enum {
    JAC_OK = 0,
    JAC_NO_MEMORY = -1,   /* MemoryError */
    JAC_INTERRUPTED = -2, /* KeyboardInterrupt */
    JAC_TOO_DEEP = -3,    /* RecursionError */
    JAC_HOST_RAISED = -4, /* a host function failed; the host knows how. From -16 down: the same, of a class in host_classes */
    JAC_NO_HOST = -5      /* this host has no such functions */
};

enum {
    JAC_DATA = 64,      /* a block's data are at (char *) block + JAC_DATA */
    JAC_ARGUMENTS = 32, /* slots for the arguments of an exception */
    JAC_TRACE = 64      /* call sites kept of an exception's way out */
};

/* What belongs to an exception on its way beside its status. Kernels reserve sizeof(jac_exception) for it. */
typedef struct {
    jac_slot arguments[JAC_ARGUMENTS];
    int32_t traced;
    int32_t trace[JAC_TRACE];
} jac_exception;

/* ---- For kernels. A block belongs to the thread of its env until it escapes; none of these is atomic. ---- */

/* A block with one reference, linked in env. NULL: no memory, or bytes is negative. */
JAC_API void *jac_alloc(jac_env *env, int64_t bytes);
/* The same with the data zeroed; large fresh memory is zero already and is not written again. */
JAC_API void *jac_alloc_zeroed(jac_env *env, int64_t bytes);
/* One reference more, one fewer (the last frees the block). Nothing happens for 0 and for odd owners. */
JAC_API void jac_retain(void *owner);
JAC_API void jac_release(jac_env *env, void *owner);
/* The block leaves the call and survives jac_sweep. May be called again for the same block. */
JAC_API void jac_escape(jac_env *env, void *owner);
/* Frees every block still linked in env, whatever its count: the end of each entry, after success and failure. */
JAC_API void jac_sweep(jac_env *env);
/* Notes a call site that an exception passes, innermost first. Only the first JAC_TRACE are kept. */
JAC_API void jac_trace(jac_env *env, int32_t site);
/*
 * A handler takes the exception with this status: the call goes on. It empties the trace; what belongs to the exception is
 * put into `kept` if that is not NULL, for jac_resume, after which it is on its way again.
 */
JAC_API void jac_handle(jac_env *env, int32_t status, jac_exception *kept);
JAC_API void jac_resume(jac_env *env, int32_t status, const jac_exception *kept);
/*
 * The entry of a kernel whose lines are counted: from now on the word at JAC_ENV_COUNTS in env is the address of the kernel's counters for this env,
 * one for each line; kernels add to them. The table is what the kernel has: how many lines, how many bytes of text, and the text. Counters of an env
 * that ends go to another one, with what is in them; see jac_counting_start in jaculus_sampler.h for who reads them.
 */
enum { JAC_ENV_COUNTS = 8 };
JAC_API void jac_count_lines(jac_env *env, const int64_t *table);
/* Room for JAC_ARGUMENTS run-time arguments of an exception; and a note that there are arrays among them, in blocks that it needs. */
JAC_API jac_slot *jac_arguments(jac_env *env);
JAC_API void jac_keep(jac_env *env);
/*
 * 1 when the thread's stack is nearly used up: a recursive kernel then returns JAC_TOO_DEEP. The entry calls it once, which
 * makes the first word of env the address at which the end of this thread's stack is near; a function need then call it
 * only when its frame is below that address.
 */
JAC_API int32_t jac_stack_low(jac_env *env);
/*
 * Calls the host's function of this number in the kernel's metadata ("hosts"): print, format, a block in object mode. The slots
 * are as an entry's; text is an array of uint32 code points. A block among the results has one reference, which is the kernel's.
 */
JAC_API int32_t jac_host_call(jac_env *env, int32_t number, const jac_slot *args, jac_slot *results);

/*
 * A list is a block with this in its data. Its items lie in a block of their own, JAC_DATA behind which `items` points. An item that
 * is one number lies as in an array; of any other item each value takes the slots that it takes as an argument. Bit k of `owners` says that slot k of an
 * item is an owner or a list, which then counts as a reference; there are at most 64 slots.
 */
typedef struct {
    int64_t length;
    int64_t capacity;
    char *items;
    int64_t item_bytes;
    uint64_t owners;
    void *pinned; /* what the host pinned it for, or NULL */
    int64_t kept; /* not 0: a container refers to it, so that the host never unpins it */
} jac_list;

/* An empty list with one reference and room for some items. NULL: no memory. Without an env it lives until its last reference ends. */
JAC_API void *jac_list_new(jac_env *env, int64_t item_bytes, uint64_t owners, int64_t room);
/*
 * Makes the list this long. References in the items that go end; new items have their owners zeroed, and else anything in them.
 * Not 0: no memory, and nothing has changed.
 */
JAC_API int32_t jac_list_resize(jac_env *env, void *list, int64_t length);
/* Makes room for this many items. Not 0: no memory, and nothing has changed. */
JAC_API int32_t jac_list_reserve(jac_env *env, void *list, int64_t room);
/* jac_release under another name, since for a compiler this one touches more memory: the items' too. */
JAC_API void jac_list_release(jac_env *env, void *list);
/*
 * The end of a call, before jac_sweep: what the host's lists (jac_env_lists) refer to outlives it. After a failure the references of the
 * kernel's own variables are gone without having been counted, so that those of the lists are counted anew.
 */
JAC_API void jac_lists_leave(jac_env *env, int32_t failed);

/*
 * An object, an instance of a class, is a block with this in its data: its fields, in the slots that they take as arguments. Behind them are masks of 64
 * bits, as many as the slots need. Bit k of mask i says that slot 64 i + k is an owner, a list or an object, which counts as a reference.
 */
typedef struct {
    void *host; /* what the host knows it by, or NULL; the host's to use */
    int64_t slots;
    jac_slot fields[];
} jac_object;

/* An object with one reference and all fields zero. NULL: no memory. */
JAC_API void *jac_object_new(jac_env *env, int64_t slots, const uint64_t *owners);
/*
 * Of a list that may have escaped: what to store into one of its slots for this owner, list or object, with a reference for the list. It escapes if
 * the list has, and an odd owner becomes a block. (void *) -1: no memory.
 */
JAC_API void *jac_list_keep(jac_env *env, void *list, void *value);
/*
 * Stores an owner, a list or an object into a slot of the object, whose reference to what was there ends. What is stored into an object that has escaped
 * escapes too, and an odd owner becomes a block (jac_hosts_owners). Not 0: no memory, and nothing has changed.
 */
JAC_API int32_t jac_object_set(jac_env *env, void *object, int64_t slot, void *value);

/*
 * A generator is a block with this in its data. `resume` runs the body, with `env` as its env, up to the next yield, which leaves the item in the
 * slots, as a kernel leaves its results; arrays in them are the generator's still. A body that ends sets the state and the status. One that
 * finds the state JAC_CLOSING ends at once, and with it the references of its variables.
 */
enum { JAC_WAITING = 0, JAC_RUNNING = 1, JAC_ENDED = 2, JAC_CLOSING = 3 };

typedef struct {
    int32_t state;
    int32_t status; /* of the body that has ended */
    void *frame;
    void (*resume)(void *frame);
    jac_env *env; /* NULL: closed */
    void **held;  /* lists and generators among the body's arguments, each with a reference */
    int64_t holds;
    jac_slot item[];
} jac_generator;

/* A generator with one reference, whose body has not begun; `held` of its arguments are lists or generators. NULL: no memory. */
JAC_API void *jac_generator_new(jac_env *env, int64_t slots, int64_t held);
/* Room for the variables of the body, in the generator's env. NULL: no memory. */
JAC_API void *jac_generator_frame(void *generator, int64_t bytes);
/* An argument of the body that is a list or a generator. */
JAC_API void jac_generator_hold(void *generator, void *owner);
/*
 * A block of this env that stands for another's for as long as it lives: what owns an array that a generator takes or gives. 0 and odd owners are what
 * they were. NULL for a block: no memory.
 */
JAC_API void *jac_proxy(jac_env *env, void *owner);
/*
 * A list that a generator gives, for whoever takes it: with proxies of the arrays in it, and copies of the lists. An owner that is no block stays
 * as it is. NULL: no memory.
 */
JAC_API void *jac_list_copy(jac_env *env, void *list);
/* Runs the body up to its next yield or its end, which the state tells. Not JAC_OK: it raised, and the exception is this env's now. */
JAC_API int32_t jac_generator_next(jac_env *env, void *generator);

/* ---- For kernels that C calls (native.c) ---- */

/* An env for one call, of this thread; NULL: no memory. */
JAC_API jac_env *jac_native_enter(void);
JAC_API void jac_native_leave(jac_env *env);
/* The call of this entry has failed, and its caller will not hear: tells the host. */
JAC_API void jac_native_failed(jac_env *env, jac_entry *entry, int32_t status);

/* ---- For hosts ---- */

/* What jac_native_failed calls; the env still has the exception's arguments and trace. NULL: a line on stderr. */
typedef void jac_native_hook(jac_env *env, jac_entry *entry, int32_t status);
JAC_API void jac_native_tell(jac_native_hook *hook);

/* An env serves one call at a time: keep one for each thread, and use another for a call inside a call. */
JAC_API jac_env *jac_env_new(void);
JAC_API void jac_env_free(jac_env *env);
/*
 * jac_generator_next for a host: what belongs to the exception is in the generator's own env, which jac_generator_close ends with all that the body
 * has; the host does so after a failure. A generator that is running must not be asked.
 */
JAC_API int32_t jac_generator_step(void *generator);
JAC_API void jac_generator_close(void *generator);
/* A list that the host made (jac_list_new without an env) and gives to a kernel; the host has one reference. */
typedef struct jac_host_list {
    struct jac_host_list *next;
    void *list;
} jac_host_list;
/*
 * A list of items without references, which a host keeps between calls and hands to any of them, at the same time too: kernels change it in place, and
 * their references to it do not count. It lives until jac_list_unpin. `host` is what the host knows it by, not NULL. NULL: no memory.
 */
JAC_API void *jac_list_pinned(int64_t item_bytes, int64_t room, void *host);
/* The same with the items of a list that a kernel gave; they are copied if there are other references to that. The host's reference is used up. */
JAC_API void *jac_list_pin(void *list, void *host);
/* The same in place, of a list that containers refer to: it is pinned for ever, since references to pinned lists do not count. */
JAC_API void jac_list_pin_kept(void *list, void *host);
JAC_API void jac_list_unpin(void *list);
/* The host's lists of the call that comes next in this env; NULL after it. */
JAC_API void jac_env_lists(jac_env *env, jac_host_list *lists);
/* Who answers jac_host_call for the calls in this env. A worker's env takes the one that it works for as `from`. */
typedef int32_t jac_host_function(void *context, jac_env *env, int32_t number, const jac_slot *args, jac_slot *results);
JAC_API void jac_env_set_host(jac_env *env, jac_host_function *function, void *context);
JAC_API void jac_env_inherit_host(jac_env *env, const jac_env *from);
/* Copies at most max call sites of the last exception to out, returns how many it copied, and empties the trace. */
JAC_API int32_t jac_env_trace(jac_env *env, int32_t *out, int32_t max);
/* Not 0 while other threads work on this call, which must not be left by a jump now (see python/ext/interrupt.c). */
JAC_API int32_t jac_env_held(const jac_env *env);
/* Ends one reference to an escaped block. Atomic, for any thread. Nothing happens for 0 and for odd owners. */
JAC_API void jac_release_host(void *owner);
/* One reference more to an escaped block. Atomic. Nothing happens for 0 and for odd owners. */
JAC_API void jac_retain_host(void *owner);
/*
 * During a host call: the host keeps a block of the kernel's, which then outlives the call; jac_unshare ends that, on any
 * thread. It counts apart from the references, which are the kernel's. Nothing happens for 0 and for odd owners.
 */
JAC_API void jac_share(void *owner);
JAC_API void jac_unshare(void *owner);
/* A block of the call's that stands for an object of the host's; `end` is called with it, on any thread, when the block dies. */
JAC_API void *jac_foreign(jac_env *env, void *object, void (*end)(void *));
/* While this was called with 1 once more than with -1, several threads may count the references of one block. */
JAC_API void jac_count_atomically(int32_t more);
/* How this host makes a block, with one reference, that keeps what one of its odd owners names, on any thread; NULL: no memory. */
JAC_API void jac_hosts_owners(void *(*keep)(void *owner));
/* The data size that a block was asked for (to report memory). */
JAC_API int64_t jac_block_bytes(const void *owner);
/* Gives the memory kept for reuse back to the system. */
JAC_API void jac_trim(void);

#ifdef __cplusplus
}
#endif

#endif
