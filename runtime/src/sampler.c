/* The ring in its mapped file, the signal handler that fills it, and the start and stop of it all. */
#define _GNU_SOURCE
#include "sampler.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

enum {
    HEADER = 4096,
    STEP = 32 * 1024,       /* records the file grows by */
    MARGIN = 8 * 1024,      /* records left when it grows */
    LOOK_WORDS = 64,        /* of the stack, for the caller of a function that is no kernel's */
    DEFAULT_CAPACITY = 4 << 20,
    MOST_HZ = 20000,
};

int jac_sampling;

static pthread_mutex_t control = PTHREAD_MUTEX_INITIALIZER;
static char maps_path[PATH_MAX];
static int ring_signal;

static jac_samples_header *header;
static jac_sample *records;
static uint64_t limit;    /* records that the file has room for now */
static uint64_t capacity; /* records that the mapping has room for */
static int file = -1;
static int growing;
static uint64_t started;
static int inside; /* handlers at work: stop waits for them */

static uint64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

static size_t file_bytes(uint64_t count) { return HEADER + count * sizeof(jac_sample); }

/* Makes room in the file first, so that a full disk is an error here and not a SIGBUS in the handler. */
static int make_room(uint64_t count) {
    if (fallocate(file, 0, 0, (off_t) file_bytes(count)) == 0) return 0;
    if (errno != EOPNOTSUPP && errno != ENOSYS) return errno;
    return ftruncate(file, (off_t) file_bytes(count)) == 0 ? 0 : errno;
}

/* In the handler, once in 32768 samples. One thread grows; the others still have the margin. */
static void grow(void) {
    if (__atomic_exchange_n(&growing, 1, __ATOMIC_ACQUIRE)) return;
    uint64_t to = limit + STEP < capacity ? limit + STEP : capacity;
    if (to > limit && make_room(to) == 0) __atomic_store_n(&limit, to, __ATOMIC_RELEASE);
    /* After a failure nobody tries again: growing stays set. */
    if (to == limit && to < capacity) __atomic_store_n(&growing, 0, __ATOMIC_RELEASE);
}

static jac_sample *claim(void) {
    uint64_t at = __atomic_load_n(&header->count, __ATOMIC_RELAXED);
    uint64_t end;
    do {
        end = __atomic_load_n(&limit, __ATOMIC_ACQUIRE);
        if (at >= end) return NULL;
    } while (!__atomic_compare_exchange_n(&header->count, &at, at + 1, 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    if (end - at < MARGIN && end < capacity) grow();
    return &records[at];
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
    sample->time = now(CLOCK_MONOTONIC) - started;
    sample->thread = (uint32_t) syscall(SYS_gettid);
    __atomic_store_n(&sample->weight, weight, __ATOMIC_RELEASE);
}

/* Runs with all signals blocked, so never inside itself. */
static void handle(int signal, siginfo_t *info, void *context) {
    (void) signal;
    if (info->si_code != SI_TIMER) return; /* somebody else's */
    int saved = errno;
    __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&jac_sampling, __ATOMIC_SEQ_CST)) {
        uint32_t weight = 1 + (info->si_overrun > 0 ? (uint32_t) info->si_overrun : 0);
        jac_sample *sample = claim();
        if (sample != NULL) {
            note(sample, context, weight);
        } else {
            __atomic_add_fetch(&header->lost, weight, __ATOMIC_RELAXED);
        }
    }
    __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    errno = saved;
}

static void close_ring(void) {
    if (file >= 0) close(file);
    file = -1;
    if (header != NULL) munmap(header, file_bytes(capacity));
    header = NULL;
}

static void before_fork(void) {
    pthread_mutex_lock(&control);
    jac_timers_lock();
}

static void after_fork(void) {
    jac_timers_unlock();
    pthread_mutex_unlock(&control);
}

static void in_child(void) {
    jac_sampling = 0;
    inside = 0;
    close_ring(); /* the parent's samples are not ours to write */
    jac_timers_forget();
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

static int open_ring(const char *dir, long hz) {
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/samples.bin", dir) >= (int) sizeof path) return ENAMETOOLONG;
    if (snprintf(maps_path, sizeof maps_path, "%s/maps", dir) >= (int) sizeof maps_path) return ENAMETOOLONG;
    file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return errno;
    limit = capacity < STEP ? capacity : STEP;
    int error = make_room(limit);
    if (error != 0) return error;
    void *mapped = mmap(NULL, file_bytes(capacity), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) return errno;
    header = mapped;
    records = (jac_sample *) ((char *) mapped + HEADER);
    memcpy(header->magic, JAC_SAMPLES_MAGIC, sizeof header->magic);
    header->version = 1;
    header->header_bytes = HEADER;
    header->record_bytes = sizeof(jac_sample);
    header->hz = (uint32_t) hz;
    header->pid = (uint32_t) getpid();
    header->started = now(CLOCK_REALTIME);
    growing = 0;
    started = now(CLOCK_MONOTONIC);
    return 0;
}

static int start(const char *dir, long hz, size_t wanted) {
    capacity = wanted == 0 ? DEFAULT_CAPACITY : wanted;
    int error = install_handler();
    if (error == 0) error = open_ring(dir, hz);
    if (error == 0) error = jac_maps_copy(maps_path);
    if (error != 0) {
        close_ring();
        return error;
    }
    jac_kernels_note();
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, ring_signal);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
    __atomic_store_n(&jac_sampling, 1, __ATOMIC_SEQ_CST);
    return jac_timers_start(ring_signal, hz, &header->unsampled);
}

int jac_sampler_start(const char *dir, long hz, size_t wanted) {
    if (dir == NULL || hz < 1 || hz > MOST_HZ || wanted > (size_t) 1 << 32) return EINVAL;
    pthread_mutex_lock(&control);
    int error = jac_sampling ? EALREADY : start(dir, hz, wanted);
    pthread_mutex_unlock(&control);
    return error;
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

int jac_sampler_stop(void) {
    pthread_mutex_lock(&control);
    int error = 0;
    if (jac_sampling) {
        __atomic_store_n(&jac_sampling, 0, __ATOMIC_SEQ_CST); /* first, so that no thread gets a timer any more */
        jac_timers_stop();
        error = jac_maps_copy(maps_path);
        header->stopped = 1;
        if (handlers_done()) {
            if (ftruncate(file, (off_t) file_bytes(header->count)) != 0 && error == 0) error = errno;
            close_ring();
        } /* else a little memory is lost, which is better than a crash */
    }
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
