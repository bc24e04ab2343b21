/* What regions (region.c), the loops that make them (parallel.c) and the threads that work on them (pool.c) know of each other. */
#ifndef JAC_POOL_H
#define JAC_POOL_H

#include "jaculus_parallel.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { JAC_MOST_THREADS = 1024, JAC_MOST_PIECES = 1 << 16 };

typedef struct jac_region jac_region;

/* What a thread knows of itself. */
typedef struct {
    int64_t threads; /* how many its regions use; 0: not set */
    int64_t chunk;
    int64_t id;
    int64_t piece;      /* the one being run */
    jac_region *region; /* that it works on; NULL: none. A region inside of it runs in this thread alone */
} jac_thread;

extern __thread jac_thread jac_this_thread;

/* How many regions are worked on: while there are some, several threads may count the references of one block. */
extern int jac_parallel_active;

/* ---- pool.c ---- */

/* Sees to it that there are so many threads, the caller included; gives how many there are. */
int64_t jac_pool_start(int64_t threads);
/* A region was opened, or there is room again for a worker: those who look for work look again, and up to `wanted` sleepers wake. */
void jac_pool_call(int64_t wanted);
/* From thread `id`, which has work, when there is more. */
void jac_pool_pass_on(int64_t id, int64_t wanted);
/* The caller begins and ends to work itself: threads of the pool make room for it. */
void jac_pool_enter(void);
void jac_pool_leave(void);
/* Whether more threads work than there should. */
int jac_pool_is_crowded(void);

/* ---- region.c ---- */

/* A region for this caller, closed to others yet; NULL when there are too many. */
jac_region *jac_region_new(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces, int64_t threads);
/* Runs one piece in the caller, before the region is opened; 0 when the region is over by it. */
int jac_region_run(jac_region *it, int64_t piece);
/* Opens the region, whose pieces from `first` on have not run, and gives when all have. */
void jac_region_open(jac_region *it, int64_t first);
/* The caller's own part of an opened region: pieces until none is left. Gives how many iterations it ran. When it is still at it
 * at `wake_at` (0: never), it wakes others. */
int64_t jac_region_work(jac_region *it, uint64_t wake_at);
/* Waits for the pieces that others run. */
void jac_region_wait(jac_region *it);
/* Ends it, gives its status, and its exception to the caller. */
int32_t jac_region_end(jac_region *it);
/* For a worker: pieces of all open regions in turn, until there are none for it. `id`: the number it has in a region that it has for itself. */
void jac_region_serve(int64_t id, jac_env *env);
/* Whether a region other than this one (or any, for NULL) is open. */
int jac_region_others(const jac_region *it);
/* Forgets all regions, in a forked child. */
void jac_region_forked(void);

static inline void jac_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static inline uint64_t jac_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t) t.tv_sec * 1000000000u + (uint64_t) t.tv_nsec;
}

static inline void jac_futex_wait(uint32_t *word, uint32_t value) {
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static inline void jac_futex_wake(uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0); }

#endif
