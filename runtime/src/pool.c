/*
 * The threads that work on regions. Each spins for a moment after a region, so that the next one finds it awake, and then
 * sleeps on a futex of its own.
 *
 * The kernel likes to wake a thread on the processor of the one that wakes it, where it then waits for as long as that one works
 * (up to a millisecond was measured). So before a wake a sleeping worker is kept off the caller's processor, where there are
 * enough others.
 */
#define _GNU_SOURCE
#include "pool.h"

#include "env.h"

#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

enum { MOST_THREADS = 1024, CHILDREN = 4, SPIN_NS = 30000, AWAKE = 0, ASLEEP = 1 };

typedef struct {
    uint32_t state; /* AWAKE or ASLEEP; the futex it sleeps on */
    pid_t thread;
    int avoids; /* the processor it may not use; -1: it may use all */
    int64_t id;
    jac_env *env;
} __attribute__((aligned(64))) worker;

static worker *workers[MOST_THREADS]; /* by id; 0 is the caller */
static int64_t running;               /* threads that there are, the caller included; 0: none were asked for yet */
static int forks_are_seen;

/* ---- How many ---- */

static int64_t processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? online : 1;
}

static int64_t most_threads(void) {
    const char *names[] = {"JACULUS_NUM_THREADS", "NUMBA_NUM_THREADS"};
    for (int i = 0; i < 2; i++) {
        const char *text = getenv(names[i]);
        char *end;
        long wanted = text == NULL ? 0 : strtol(text, &end, 10);
        if (text != NULL && end != text && *end == 0 && wanted > 0) return wanted < MOST_THREADS ? wanted : MOST_THREADS;
    }
    int64_t all = processors();
    return all < MOST_THREADS ? all : MOST_THREADS;
}

int64_t jac_max_threads(void) {
    static int64_t most; /* does not change any more once it was asked for */
    int64_t known = __atomic_load_n(&most, __ATOMIC_RELAXED);
    if (known == 0) __atomic_store_n(&most, known = most_threads(), __ATOMIC_RELAXED);
    return known;
}

/* ---- A worker's life ---- */

/* The number of a region that is newer than `seen`; sleeps until there is one. */
static uint64_t next_region(worker *self, uint64_t seen) {
    uint64_t until = jac_now() + SPIN_NS;
    for (;;) {
        for (int i = 0; i < 32; i++) {
            uint64_t number = jac_parallel_number();
            if (number != seen) return number;
            jac_pause();
        }
        if (jac_now() < until) continue;
        __atomic_store_n(&self->state, ASLEEP, __ATOMIC_SEQ_CST);
        while (jac_parallel_number() == seen && __atomic_load_n(&self->state, __ATOMIC_SEQ_CST) == ASLEEP) {
            jac_futex_wait(&self->state, ASLEEP);
        }
        __atomic_store_n(&self->state, AWAKE, __ATOMIC_SEQ_CST);
        until = jac_now() + SPIN_NS;
    }
}

static void *live(void *argument) {
    worker *self = argument;
    __atomic_store_n(&self->thread, (pid_t) syscall(SYS_gettid), __ATOMIC_RELEASE);
    jac_this_thread.inside = 1;
    jac_this_thread.id = self->id;
    uint64_t seen = 0; /* no region has this number */
    for (;;) {
        seen = next_region(self, seen);
        jac_parallel_join(seen, self->id, self->env);
    }
    return NULL;
}

/* Signals are for the program's own threads; but the sampler's, which is a real-time one, and faults are for all. */
static void block_signals(sigset_t *before) {
    sigset_t blocked;
    sigfillset(&blocked);
    int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&blocked, faults[i]);
    for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++) sigdelset(&blocked, signal);
    pthread_sigmask(SIG_SETMASK, &blocked, before);
}

static worker *new_worker(int64_t id) {
    worker *it = workers[id]; /* of before a fork: its thread is not here */
    if (it == NULL && posix_memalign((void **) &it, _Alignof(worker), sizeof *it) != 0) return NULL;
    if (workers[id] == NULL) it->env = jac_env_new();
    workers[id] = it;
    it->state = AWAKE;
    it->thread = 0;
    it->avoids = -1;
    it->id = id;
    return it->env == NULL ? NULL : it;
}

static int start_worker(int64_t id) {
    worker *it = new_worker(id);
    pthread_t thread;
    pthread_attr_t attributes;
    if (it == NULL || pthread_attr_init(&attributes) != 0) return 0;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigset_t before;
    block_signals(&before);
    int error = pthread_create(&thread, &attributes, live, it);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return error == 0;
}

/* A child has no workers. What they were at when the process forked is lost: their envs begin anew, their pieces' blocks stay. */
static void in_child(void) {
    for (int64_t id = 1; id < running; id++) {
        jac_env *env = workers[id]->env;
        env->blocks.next = env->blocks.previous = &env->blocks;
        env->stack_low = UINTPTR_MAX;
        env->exception.traced = 0;
    }
    running = 0;
    jac_parallel_forked();
}

/* Called by one thread at a time. */
int64_t jac_pool_start(int64_t threads, jac_env *caller) {
    if (!forks_are_seen) {
        if (pthread_atfork(NULL, NULL, in_child) != 0) return 1;
        forks_are_seen = 1;
    }
    if (running == 0) running = 1;
    if (threads > jac_max_threads()) threads = jac_max_threads();
    while (running < threads && start_worker(running)) running++;
    (void) caller;
    return threads < running ? threads : running;
}

/* ---- Waking ---- */

/* Keeps a sleeping worker off this processor, or lets it run everywhere where there are fewer processors than threads. */
static void steer(worker *it, int64_t threads) {
    pid_t thread = __atomic_load_n(&it->thread, __ATOMIC_ACQUIRE);
    int here = sched_getcpu();
    if (thread == 0 || here < 0 || here == it->avoids) return;
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0 || !CPU_ISSET(here, &set)) return;
    int avoid = CPU_COUNT(&set) >= threads ? here : -1;
    if (avoid == it->avoids) return;
    if (avoid >= 0) CPU_CLR(avoid, &set);
    if (CPU_COUNT(&set) > 0 && sched_setaffinity(thread, sizeof set, &set) == 0) it->avoids = avoid;
}

void jac_pool_wake(int64_t id, int64_t threads) {
    for (int64_t child = CHILDREN * id + 1; child <= CHILDREN * id + CHILDREN && child < threads; child++) {
        worker *it = workers[child];
        if (__atomic_load_n(&it->state, __ATOMIC_SEQ_CST) != ASLEEP) continue;
        if (id == 0) steer(it, threads);
        if (__atomic_exchange_n(&it->state, AWAKE, __ATOMIC_SEQ_CST) == ASLEEP) jac_futex_wake(&it->state);
    }
}
