/*
 * The threads that work on regions. Each spins for a moment after its work, so that the next region finds it awake, and then
 * sleeps on a futex of its own. How long it spins follows from how fast regions come.
 *
 * Callers work themselves. So that there are never more threads at work than there may be, a worker takes no piece while callers
 * and workers are as many, and leaves when a caller begins.
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
#include <sys/prctl.h>
#include <stdio.h>

enum { WAKES = 4, SPIN_NS = 30000, LONGEST_SPIN_NS = 200000, AWAKE = 0, ASLEEP = 1 };

typedef struct {
    uint32_t state; /* AWAKE or ASLEEP; the futex it sleeps on */
    pid_t thread;
    int avoids; /* the processor it may not use; -1: it may use all */
    int64_t id;
    jac_env *env;
} __attribute__((aligned(64))) worker;

static worker *workers[JAC_MOST_THREADS]; /* by id; 0 is the caller */
static int64_t running;                   /* threads that there are, the caller included; 0: none were asked for yet */
static int starting;                      /* whether some thread starts workers */
static int forks_are_seen;

static uint32_t calls; /* changes whenever there may be work for those who found none */
static int sleepers;
static int busy;             /* threads at work, callers included */
static uint64_t last_call;   /* when it was */
static uint64_t pause_times; /* ns between calls, of late */

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
        if (text != NULL && end != text && *end == 0 && wanted > 0) return wanted < JAC_MOST_THREADS ? wanted : JAC_MOST_THREADS;
    }
    int64_t all = processors();
    return all < JAC_MOST_THREADS ? all : JAC_MOST_THREADS;
}

int64_t jac_max_threads(void) {
    static int64_t most; /* does not change any more once it was asked for */
    int64_t known = __atomic_load_n(&most, __ATOMIC_RELAXED);
    if (known == 0) __atomic_store_n(&most, known = most_threads(), __ATOMIC_RELAXED);
    return known;
}

/* ---- A worker's life ---- */

/* The threads that wait for their next region for as long as it usually takes are there at once; but not for ever, and only if there is room. */
static uint64_t spin_time(void) {
    uint64_t usual = __atomic_load_n(&pause_times, __ATOMIC_RELAXED);
    return 2 * usual > SPIN_NS && usual < LONGEST_SPIN_NS ? 2 * usual : SPIN_NS;
}

/* Until there was a call after `seen`. */
static void wait_for_call(worker *self, uint32_t seen) {
    uint64_t until = jac_now() + spin_time();
    for (;;) {
        for (int i = 0; i < 32; i++) {
            if (__atomic_load_n(&calls, __ATOMIC_SEQ_CST) != seen) return;
            jac_pause();
        }
        if (jac_now() < until) continue;
        __atomic_store_n(&self->state, ASLEEP, __ATOMIC_SEQ_CST);
        __atomic_add_fetch(&sleepers, 1, __ATOMIC_SEQ_CST);
        while (__atomic_load_n(&calls, __ATOMIC_SEQ_CST) == seen
               && __atomic_load_n(&self->state, __ATOMIC_SEQ_CST) == ASLEEP) {
            jac_futex_wait(&self->state, ASLEEP);
        }
        __atomic_sub_fetch(&sleepers, 1, __ATOMIC_SEQ_CST);
        __atomic_store_n(&self->state, AWAKE, __ATOMIC_SEQ_CST);
        until = jac_now() + spin_time();
    }
}

/* Counts the thread as one at work, if there may be another. */
static int enter(void) {
    int now = __atomic_load_n(&busy, __ATOMIC_SEQ_CST);
    do {
        if (now >= jac_max_threads()) return 0;
    } while (!__atomic_compare_exchange_n(&busy, &now, now + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
    return 1;
}

static void *live(void *argument) {
    worker *self = argument;
    __atomic_store_n(&self->thread, (pid_t) syscall(SYS_gettid), __ATOMIC_RELEASE);
    jac_this_thread.id = self->id;
    char name[16];
    snprintf(name, sizeof name, "jaculus-%d", (int) self->id);
    prctl(PR_SET_NAME, name, 0, 0, 0);
    for (;;) {
        uint32_t seen = __atomic_load_n(&calls, __ATOMIC_SEQ_CST);
        if (jac_region_others(NULL) && enter()) {
            jac_region_serve(self->id, self->env);
            __atomic_sub_fetch(&busy, 1, __ATOMIC_SEQ_CST);
        }
        wait_for_call(self, seen);
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
    starting = sleepers = busy = 0;
    jac_region_forked();
}

/* Starts what lacks; another thread may be at it. */
static void start_workers(int64_t threads) {
    while (__atomic_exchange_n(&starting, 1, __ATOMIC_ACQUIRE)) sched_yield();
    if (!forks_are_seen) forks_are_seen = pthread_atfork(NULL, NULL, in_child) == 0;
    int64_t there = running > 0 ? running : 1;
    while (forks_are_seen && there < threads && start_worker(there)) {
        there++;
        __atomic_store_n(&running, there, __ATOMIC_RELEASE);
    }
    __atomic_store_n(&starting, 0, __ATOMIC_RELEASE);
}

int64_t jac_pool_start(int64_t threads) {
    if (threads > jac_max_threads()) threads = jac_max_threads();
    if (__atomic_load_n(&running, __ATOMIC_ACQUIRE) < threads) start_workers(threads);
    int64_t there = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
    return there < 1 ? 1 : threads < there ? threads : there;
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

/* From the worker after `id` on, the first of those who sleep; each of them wakes others, so that no thread has to wake all. */
static void wake(int64_t id, int64_t wanted) {
    if (__atomic_load_n(&sleepers, __ATOMIC_SEQ_CST) == 0) return;
    int64_t there = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
    if (wanted > WAKES) wanted = WAKES;
    for (int64_t i = 1; i < there && wanted > 0; i++) {
        worker *it = workers[1 + (id + i - 1) % (there - 1)];
        if (__atomic_load_n(&it->state, __ATOMIC_SEQ_CST) != ASLEEP) continue;
        if (id == 0) steer(it, there);
        if (__atomic_exchange_n(&it->state, AWAKE, __ATOMIC_SEQ_CST) != ASLEEP) continue;
        jac_futex_wake(&it->state);
        wanted--;
    }
}

void jac_pool_pass_on(int64_t id, int64_t wanted) {
    if (wanted > 0 && !jac_pool_is_crowded()) wake(id, wanted);
}

void jac_pool_call(int64_t wanted) {
    uint64_t now = jac_now();
    uint64_t since = now - __atomic_exchange_n(&last_call, now, __ATOMIC_RELAXED);
    uint64_t usual = __atomic_load_n(&pause_times, __ATOMIC_RELAXED);
    if (since > 4 * LONGEST_SPIN_NS) since = 4 * LONGEST_SPIN_NS;
    __atomic_store_n(&pause_times, (3 * usual + since) / 4, __ATOMIC_RELAXED);
    __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    wake(0, wanted);
}

int jac_pool_is_crowded(void) { return __atomic_load_n(&busy, __ATOMIC_SEQ_CST) > jac_max_threads(); }

void jac_pool_enter(void) { __atomic_add_fetch(&busy, 1, __ATOMIC_SEQ_CST); }

void jac_pool_leave(void) {
    __atomic_sub_fetch(&busy, 1, __ATOMIC_SEQ_CST);
    if (jac_region_others(NULL)) jac_pool_call(1); /* there was no room for one that looks for work */
}
