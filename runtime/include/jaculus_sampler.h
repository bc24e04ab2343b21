/*
 * The sampler of libjaculus_rt: where the threads of a process spend their processor time.
 *
 * Each thread has a timer on its own processor time. A handler notes the program counter in DIR/samples.bin, which is a
 * mapped file: what was sampled is there even when the process is killed. DIR/maps is a copy of /proc/self/maps. The two
 * together are what the profiler reads.
 *
 * New threads are seen at once when the library is in LD_PRELOAD (it then wraps pthread_create), otherwise by a helper
 * thread that looks 50 times a second. A forked child is sampled too, into DIR/samples-PID.bin and maps-PID. The signal is a real-time one that nobody handles, so
 * a program may use SIGPROF and setitimer itself.
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
/* Stops, and completes both files. 0, or an errno; nothing happens when it is not running. Also done at exit(). */
JAC_API int jac_sampler_stop(void);
/*
 * To be called when a kernel was loaded: notes its addresses and writes DIR/maps again, so that a process which is
 * killed later leaves all that its samples need. Does nothing, quickly, when the sampler is not running.
 */
JAC_API int jac_sampler_note_maps(void);

/* ---- samples.bin: this header in a page of its own, then the records. Native byte order. ---- */

#define JAC_SAMPLES_MAGIC "JACSAMP1"

typedef struct {
    char magic[8];
    uint32_t version;      /* 1 */
    uint32_t header_bytes; /* where the records start */
    uint32_t record_bytes; /* sizeof(jac_sample) */
    uint32_t hz;           /* as asked for */
    uint64_t count;        /* records claimed; the file may have room for more */
    uint64_t lost;         /* samples without a record: capacity reached or disk full */
    uint64_t unsampled;    /* threads that got no timer */
    uint64_t started;      /* nanoseconds since 1970 */
    uint32_t pid;
    uint32_t stopped; /* 0: running still, or ended without jac_sampler_stop */
} jac_samples_header;

typedef struct {
    uint64_t pc;
    uint64_t kernel; /* pc when it is in a kernel and not on a jump out of it; else where this returns to in a kernel, as far as the stack's top shows; else 0 */
    uint64_t time;   /* nanoseconds since the start */
    uint32_t thread;
    uint32_t weight; /* samples this record stands for: timers tick at the kernel's rate. Written last; 0: unfinished */
} jac_sample;

#ifdef __cplusplus
}
#endif

#endif
