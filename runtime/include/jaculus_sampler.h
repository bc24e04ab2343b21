/*
 * The sampler of libjaculus_rt: where the threads of a process spend their processor time.
 *
 * Each thread has a timer on its own processor time. A handler notes the program counter in DIR/samples.bin, and who called
 * whom in DIR/calls.bin and DIR/codes.bin. These are mapped files: what was sampled is there even when the process is killed.
 * DIR/maps is a copy of /proc/self/maps. All together are what the profiler reads.
 *
 * New threads are seen at once when the library is in LD_PRELOAD (it then wraps pthread_create), otherwise by a helper
 * thread that looks 50 times a second. A forked child is sampled too, into DIR/samples-PID.bin, maps-PID and so on. The signal is
 * a real-time one that nobody handles, so a program may use SIGPROF and setitimer itself.
 */
#ifndef JACULUS_SAMPLER_H
#define JACULUS_SAMPLER_H

#include "jaculus.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Starts sampling all threads, hz times a second of their processor time, into dir, which exists. The file grows as
 * needed up to capacity records (0: four million). 0, or an errno; EALREADY: already started.
 */
JAC_API int jac_sampler_start(const char *dir, long hz, size_t capacity);
/* The same for a process whose parent, or a parent's parent, started it: into DIR/samples-PID.bin and DIR/maps-PID. */
JAC_API int jac_sampler_join(const char *dir, long hz);
/*
 * The next start is by perf_event, whose clock does not tick at the kernel's rate, or by timers again. 0, or an errno where perf_event is not allowed:
 * then it is by timers.
 */
JAC_API int jac_sampler_by_perf(int wanted);
/*
 * From now on threads that wait are sampled too, by a thread of ours that looks at them, so that no system call of theirs is
 * interrupted: up to 100 times a second, with weights as if it was hz times. 0, or an errno. It ends with the sampler.
 */
JAC_API int jac_sampler_waiting(void);
/* Stops, and completes both files. 0, or an errno; nothing happens when it is not running. Also done at exit(). */
JAC_API int jac_sampler_stop(void);
/*
 * To be called when a kernel was loaded: notes its addresses and writes DIR/maps again, so that a process which is
 * killed later leaves all that its samples need. Does nothing, quickly, when the sampler is not running.
 */
JAC_API int jac_sampler_note_maps(void);

/*
 * From now on another process of this user's may have this one sampled, also where nothing here runs but a kernel. It finds the number of the
 * signal in the name of a mapping, JAC_ATTACH_NAME and the number, makes the folder PREFIX/attached-PID, and queues the signal to the threads
 * that it wants to know of, with a jac_attach_word: each notes where it is, into that folder. 0, or an errno. It costs nothing until then.
 */
JAC_API int jac_attach_prepare(const char *prefix);
#define JAC_ATTACH_NAME "jaculus-attach-"
/* Fields of the signal's value, from the lowest bit on: samples that this one stands for; whether the thread waits; rate; the session, not 0. */
enum { JAC_ATTACH_WEIGHT = 24, JAC_ATTACH_WAITS = 1, JAC_ATTACH_RATE = 16, JAC_ATTACH_SESSION = 16 };

/* ---- The frames of an interpreter, which the runtime knows nothing of: its host gives a function that reads them. ---- */

typedef struct {
    uint32_t code;       /* from jac_sampler_code */
    int32_t instruction; /* where in the code, as its table of lines counts; negative: it has not begun */
} jac_host_frame;

/*
 * Called in the handler: fills in the frames of this thread, the innermost first, and returns how many. It may take no lock,
 * allocate nothing, and read the interpreter's memory by jac_sampler_peek only. *more is set where there were more than fit.
 * `thread` is 0; or the number of another thread, which waits at the moment but may go on at any.
 */
typedef size_t jac_frame_reader(jac_host_frame *frames, size_t most, int *more, int thread);
/*
 * From now on frames are read by this function; NULL: none are. The interpreter is the function that begins at this address: native
 * code is followed up to it, for what it executes is in its frames.
 */
JAC_API void jac_sampler_frames(jac_frame_reader *reader, const void *interpreter);
/* In the handler: copies memory that may not be there. 0, or -1 where it is not. */
JAC_API int jac_sampler_peek(void *to, const void *from, size_t bytes);

/* Some text in the interpreter's memory. */
typedef struct {
    const void *start;
    uint32_t bytes;
    uint32_t width; /* bytes of a character: 1 (Latin 1), 2 or 4 */
} jac_host_text;

/*
 * In the handler: the number of a piece of code, which is noted where it is new; 0 where that cannot be. Codes with the same
 * texts are the same code: the memory of one that has ended may be another's by now, so its address says nothing.
 */
JAC_API uint32_t jac_sampler_code(uint32_t line, const jac_host_text *name, const jac_host_text *file, const jac_host_text *lines);

/*
 * ---- What is allocated, while the sampler runs: by the call that does it, into DIR/memory.bin and DIR/resident.bin. The runtime notes its
 * own blocks, of each kernel by its line; a host tells of what it allocates itself. ----
 */

/* From now on, in this process and those that it forks. 0, or an errno; EINVAL: the sampler does not run. It ends with the sampler. */
JAC_API int jac_memory_start(void);
/* No more is noted: what is alive now is what is alive at the end. Nothing happens when it was not started. */
JAC_API void jac_memory_stop(void);
/* The host's way to find the call that this thread is in: it is asked for each block of the runtime. 0: the thread is in none. */
typedef uint32_t jac_locator(void);
JAC_API void jac_memory_locator(jac_locator *locator);
/* For that: the number of a call of some code of the interpreter's, in another call (0: in none). */
JAC_API uint32_t jac_sampler_note_call(uint32_t caller, uint64_t code, int32_t instruction);
/* What a function gives that uses jac_sampler_peek and jac_sampler_code, elsewhere than in the handler. */
JAC_API uint32_t jac_sampler_guarded(uint32_t (*function)(const void *), const void *argument);

/* A block of so many bytes begins, ends. Nothing happens for NULL, and for the end of one that nobody has told of. For any thread. */
JAC_API void jac_memory_allocated(uint32_t call, const void *at, size_t bytes);
JAC_API void jac_memory_freed(const void *at);
/* A block whose size changes is taken first, for its address may be another's soon; then put, or put back where nothing has changed. */
typedef struct {
    uint64_t bytes;
    uint32_t site;
    int known;
} jac_taken;
JAC_API jac_taken jac_memory_take(const void *at);
JAC_API void jac_memory_put(uint32_t call, const void *at, size_t bytes, jac_taken taken);
JAC_API void jac_memory_put_back(const void *at, jac_taken taken);

/*
 * From now on, in this process and those that it forks, kernels that count their lines do so in DIR/hits.bin: for each env and kernel its lines'
 * text and their counters. 0, or an errno; EINVAL: the sampler does not run. The file stays mapped when the sampler stops.
 */
JAC_API int jac_counting_start(void);

/*
 * ---- The files: each is this header in a page of its own, then its records. Native byte order. samples.bin has jac_samples,
 * calls.bin has jac_calls, codes.bin has units of 8 bytes, of which some make a jac_code, memory.bin has jac_sites, resident.bin jac_readings, hits.bin units of 8 bytes: of which
 * some make how many lines, how many bytes of text, the text up to a whole unit, and a counter for each line. ----
 */

#define JAC_SAMPLES_MAGIC "JACSAMP1"
#define JAC_CALLS_MAGIC "JACCALL1"
#define JAC_CODES_MAGIC "JACCODE1"
#define JAC_MEMORY_MAGIC "JACMEMO1"
#define JAC_RESIDENT_MAGIC "JACRESI1"
#define JAC_HITS_MAGIC "JACHITS1"
enum { JAC_SAMPLES_VERSION = 2 };

typedef struct {
    char magic[8];
    uint32_t version;      /* JAC_SAMPLES_VERSION */
    uint32_t header_bytes; /* where the records start */
    uint32_t record_bytes; /* sizeof(jac_sample), and so on */
    uint32_t hz;           /* as asked for */
    uint64_t count;        /* records claimed; the file may have room for more */
    uint64_t lost;         /* samples, calls or codes without a record: capacity reached or disk full */
    uint64_t unsampled;    /* threads that got no timer */
    uint64_t started;      /* nanoseconds since 1970 */
    uint32_t pid;
    uint32_t stopped; /* 0: running still, or ended without jac_sampler_stop */
} jac_samples_header;

typedef struct {
    uint64_t pc;
    uint32_t caller; /* the number of a jac_call, counted from 1; 0: not known */
    uint32_t thread;
    uint64_t time;   /* nanoseconds since the start */
    uint32_t weight; /* samples this record stands for: timers tick at the kernel's rate. Written last; 0: unfinished */
    uint32_t flags;
} jac_sample;

enum {
    JAC_SAMPLE_KERNEL = 1, /* pc is in a kernel, also when nobody finds its file later */
    JAC_SAMPLE_WAITING = 4, /* the thread waited: no processor time */
    JAC_SAMPLE_GUESSED = 2 /* the native caller is what the nearest words of the stack look like: the tables could not be read */
};

/* A call, made in another call: together they are a tree. A number is only ever given to a record that is whole. */
typedef struct {
    uint32_t caller; /* as in jac_sample; always less than this call's own number */
    int32_t instruction;
    uint64_t place;
} jac_call;

enum {
    JAC_CALL_NATIVE = -2147483647 - 1, /* as the instruction: place is where the call returns to */
    JAC_CALL_CUT = -2147483647         /* callers that did not fit. Else place is the number of a unit in codes.bin, counted from 1 */
};

/* The name's bytes follow, those of the file's name, of the table of lines (of CPython's code objects); then up to a whole unit. */
typedef struct {
    uint64_t hash;
    uint32_t line; /* where it begins */
    uint32_t name_bytes, file_bytes, lines_bytes;
    uint32_t name_width, file_width;
} jac_code;

/* A call that allocates. The first is the total of all. */
typedef struct {
    uint32_t caller; /* as in jac_sample */
    uint32_t unused;
    uint64_t bytes, count; /* in all, and in how many blocks */
    uint64_t alive;        /* bytes, now */
    uint64_t at_peak;      /* bytes that were alive at the peak, if the turn is the total's; else that is what is alive now. The total's: the peak */
    uint64_t turn;         /* the number of the peak at which it last changed */
    uint64_t time;         /* the total's: when the peak was, nanoseconds since 1970 */
} jac_site;

/* How much memory there is. */
typedef struct {
    uint64_t time; /* nanoseconds since the start */
    uint64_t resident;
    uint64_t alive; /* of what is noted */
} jac_reading;

#ifdef __cplusplus
}
#endif

#endif
