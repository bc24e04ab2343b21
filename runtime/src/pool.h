/* What regions (parallel.c) and the threads that work on them (pool.c) know of each other. */
#ifndef JAC_POOL_H
#define JAC_POOL_H

#include "jaculus_parallel.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What a thread knows of itself. */
typedef struct {
    int64_t threads; /* how many its regions use; 0: not set */
    int64_t chunk;
    int64_t id;
    int64_t piece; /* the one being run */
    int inside; /* works on a region: one inside of it runs in this thread alone */
} jac_thread;

extern __thread jac_thread jac_this_thread;

/* Not 0 while a region is worked on: then several threads may count the references of one block. */
extern int jac_parallel_active;

/* pool.c: sees to it that there are so many threads, the caller included; gives how many there are. */
int64_t jac_pool_start(int64_t threads, jac_env *caller);
/* Wakes those workers that thread `id` wakes: a tree, so that no thread has to wake all. */
void jac_pool_wake(int64_t id, int64_t threads);

/* parallel.c: the number of the newest region; works on it; forgets all regions in a forked child. */
uint64_t jac_parallel_number(void);
void jac_parallel_join(uint64_t number, int64_t id, jac_env *env);
void jac_parallel_forked(void);

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
