/* The signal handler that fills the ring, and the start and stop of it all. */
#define _GNU_SOURCE
#include "ring.h"
#include "sampler.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

enum {
    LOOK_WORDS = 64, /* of the stack, for the caller of a function that is no kernel's */
    DEFAULT_CAPACITY = 4 << 20,
    MOST_HZ = 20000
};

int jac_sampling;

static pthread_mutex_t control = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX], samples_path[PATH_MAX], maps_path[PATH_MAX];
static long rate;
static uint64_t most;
static int opening; /* of the file of a forked child, by its first sample */
static int ring_signal;
static uint64_t started;
static int inside; /* handlers at work: stop waits for them */

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

/*
 * A kernel's time in exp or memset belongs to the kernel's line: the first return address on the stack that is in a
 * kernel is most likely the one. Only the nearest words are looked at, and only as far as the stack surely goes.
 */
__attribute__((no_sanitize("address"))) static uintptr_t kernel_caller(uintptr_t stack) {
    uintptr_t word = (stack + 7) & ~(uintptr_t) 7;
    uintptr_t end = (word | 4095) + 1; /* the rest of a page that is in use */
    if (stack >= jac_stack_start && end < jac_stack_end) end = jac_stack_end; /* not on a coroutine's stack, say */
    if (end - word > LOOK_WORDS * 8) end = word + LOOK_WORDS * 8;
    for (; word < end; word += 8) {
        uintptr_t value = *(const volatile uintptr_t *) word;
        if (jac_kernels_return(value)) return value;
    }
    return 0;
}

static void note(jac_sample *sample, const ucontext_t *context, uint32_t weight) {
#if defined(__x86_64__)
    uintptr_t pc = (uintptr_t) context->uc_mcontext.gregs[REG_RIP];
    uintptr_t stack = (uintptr_t) context->uc_mcontext.gregs[REG_RSP];
    uintptr_t link = 0;
#elif defined(__aarch64__)
    uintptr_t pc = context->uc_mcontext.pc;
    uintptr_t stack = context->uc_mcontext.sp;
    uintptr_t link = context->uc_mcontext.regs[30];
#else
#error "which registers hold the program counter and the stack pointer?"
#endif
    sample->pc = pc;
    sample->kernel = jac_kernels_hold(pc) ? pc : jac_kernels_return(link) ? link : kernel_caller(stack);
    if (sample->kernel == pc && jac_kernels_stub(pc)) {
        uintptr_t caller = kernel_caller(stack);
        if (caller != 0) sample->kernel = caller;
    }
    sample->time = now() - started;
    sample->thread = (uint32_t) syscall(SYS_gettid);
    __atomic_store_n(&sample->weight, weight, __ATOMIC_RELEASE);
}

/*
 * A forked child has its own file, which is made when it is first sampled: most children soon become other programs. All that is
 * called here may be called in a handler.
 */
static int open_childs(void) {
    if (__atomic_exchange_n(&opening, 1, __ATOMIC_SEQ_CST)) return 0; /* another thread does it, or it has failed */
    jac_maps_copy(maps_path);
    return jac_ring_open(samples_path, most, rate) == 0;
}

static jac_sample *claim(uint32_t weight) {
    if (__atomic_load_n(&jac_ring, __ATOMIC_ACQUIRE) == NULL && !open_childs()) return NULL;
    jac_sample *sample = jac_ring_claim();
    if (sample == NULL) __atomic_add_fetch(&jac_ring->lost, weight, __ATOMIC_RELAXED);
    return sample;
}

/* Runs with all signals blocked, so never inside itself. */
static void handle(int signal, siginfo_t *info, void *context) {
    (void) signal;
    if (info->si_code != SI_TIMER) return; /* somebody else's */
    int saved = errno;
    __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&jac_sampling, __ATOMIC_SEQ_CST)) {
        uint32_t weight = 1 + (info->si_overrun > 0 ? (uint32_t) info->si_overrun : 0);
        jac_sample *sample = claim(weight);
        if (sample != NULL) note(sample, context, weight);
    }
    __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    errno = saved;
}

static void before_fork(void) {
    pthread_mutex_lock(&control);
    jac_timers_lock();
}

static void after_fork(void) {
    jac_timers_unlock();
    pthread_mutex_unlock(&control);
}

static int name_files(const char *samples, const char *maps) {
    int length = snprintf(samples_path, sizeof samples_path, "%s/%s", folder, samples);
    if (length >= PATH_MAX || snprintf(maps_path, sizeof maps_path, "%s/%s", folder, maps) >= PATH_MAX) return ENAMETOOLONG;
    return 0;
}

/* The files of a process that is not the first. */
static int name_by_process(void) {
    char samples[40], maps[40];
    snprintf(samples, sizeof samples, "samples-%d.bin", (int) getpid());
    snprintf(maps, sizeof maps, "maps-%d", (int) getpid());
    return name_files(samples, maps);
}

static void in_child(void) {
    inside = 0;
    opening = 0;
    jac_ring_close(); /* the parent's samples are not ours to write */
    jac_timers_forget();
    if (jac_sampling && name_by_process() == 0) {
        started = now();
        jac_timers_forked();
    } else {
        jac_sampling = 0;
    }
    after_fork();
}

/* Once in a process; afterwards the handler stays, for a signal that is still on its way. */
static int install_handler(void) {
    if (ring_signal != 0) return 0;
    for (int signal = SIGRTMAX - 7; signal > SIGRTMIN; signal--) {
        struct sigaction old;
        if (sigaction(signal, NULL, &old) != 0 || old.sa_handler != SIG_DFL) continue;
        struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK};
        sigfillset(&action.sa_mask);
        if (sigaction(signal, &action, NULL) != 0) continue;
        ring_signal = signal;
        return pthread_atfork(before_fork, after_fork, in_child);
    }
    return EBUSY;
}

static void unblock_signal(void) {
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, ring_signal);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
}

/* No new record can be claimed, and those claimed are written, or their thread was stopped inside the handler. */
static int handlers_done(void) {
    for (int tries = 0; __atomic_load_n(&inside, __ATOMIC_SEQ_CST) != 0; tries++) {
        if (tries == 1000) return 0;
        struct timespec pause = {0, 1000 * 1000};
        nanosleep(&pause, NULL);
    }
    return 1;
}

static int stop(void) {
    __atomic_store_n(&jac_sampling, 0, __ATOMIC_SEQ_CST); /* first, so that no thread gets a timer any more */
    jac_timers_stop();
    int error = jac_maps_copy(maps_path);
    if (!handlers_done() || jac_ring == NULL) return error; /* a little memory is lost, which is better than a crash */
    int cut = jac_ring_finish();
    jac_ring_close();
    return error != 0 ? error : cut;
}

/* dir as an absolute path: the program may change its folder. */
static int start(const char *dir, int first) {
    int error = install_handler();
    if (error == 0 && realpath(dir, folder) == NULL) error = errno;
    if (error == 0) error = first ? name_files("samples.bin", "maps") : name_by_process();
    if (error == 0) error = jac_maps_copy(maps_path);
    if (error == 0) error = jac_ring_open(samples_path, most, rate);
    if (error != 0) return error;
    jac_kernels_note();
    unblock_signal();
    started = now();
    __atomic_store_n(&jac_sampling, 1, __ATOMIC_SEQ_CST);
    error = jac_timers_start(ring_signal, rate, &jac_ring->unsampled);
    if (error != 0) stop();
    return error;
}

static int start_once(const char *dir, long hz, size_t wanted, int first) {
    if (dir == NULL || hz < 1 || hz > MOST_HZ || wanted > (size_t) 1 << 32) return EINVAL;
    pthread_mutex_lock(&control);
    int error = EALREADY;
    if (!jac_sampling) {
        rate = hz;
        most = wanted == 0 ? DEFAULT_CAPACITY : wanted;
        error = start(dir, first);
    }
    pthread_mutex_unlock(&control);
    return error;
}

int jac_sampler_start(const char *dir, long hz, size_t wanted) { return start_once(dir, hz, wanted, 1); }

int jac_sampler_join(const char *dir, long hz) { return start_once(dir, hz, 0, 0); }

int jac_sampler_stop(void) {
    pthread_mutex_lock(&control);
    int error = jac_sampling ? stop() : 0;
    pthread_mutex_unlock(&control);
    return error;
}

int jac_sampler_note_maps(void) {
    if (!__atomic_load_n(&jac_sampling, __ATOMIC_RELAXED)) return 0;
    pthread_mutex_lock(&control);
    int error = 0;
    if (jac_sampling) {
        jac_kernels_note();
        error = jac_maps_copy(maps_path);
    }
    pthread_mutex_unlock(&control);
    return error;
}

__attribute__((destructor)) static void at_exit(void) { jac_sampler_stop(); }
