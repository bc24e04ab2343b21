/* The signal handler that fills the ring, and the start and stop of it all. */
#define _GNU_SOURCE
#include "allocations.h"
#include "calls.h"
#include "counts.h"
#include "guard.h"
#include "ring.h"
#include "sampler.h"
#include "unwind.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

enum {
    LOOK_WORDS = 64, /* of the stack, for the caller of a function that is no kernel's */
    DEFAULT_CAPACITY = 4 << 20,
    MOST_FRAMES = 512,
    FRESH_NS = 200 * 1000, /* so long the place of a thread is taken to be the same, where it opens regions */
    SCRATCHES = 64,        /* handlers at work at once that may look at frames */
    MOST_HZ = 20000
};

int jac_sampling;
__thread uint32_t jac_sampled_caller __attribute__((tls_model("initial-exec")));

static pthread_mutex_t control = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static struct {
    char samples[PATH_MAX], calls[PATH_MAX], codes[PATH_MAX], maps[PATH_MAX], threads[PATH_MAX], memory[PATH_MAX], resident[PATH_MAX],
        hits[PATH_MAX];
} paths;
static jac_ring samples = {.magic = JAC_SAMPLES_MAGIC, .unit = sizeof(jac_sample)};
static jac_frame_reader *read_frames;
static uintptr_t interpreter;
static int unwinds;
static jac_locator *locator;
static int counting; /* whether kernels' counters have a file, in children too */
static int memory; /* whether allocations are noted, in children too */
static __thread jac_guard *guard __attribute__((tls_model("initial-exec"))); /* while the handler is at work */
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

void jac_sampler_frames(jac_frame_reader *reader, const void *function) {
    interpreter = (uintptr_t) function;
    __atomic_store_n(&read_frames, reader, __ATOMIC_RELEASE);
}

int jac_sampler_peek(void *to, const void *from, size_t bytes) {
    return guard == NULL ? -1 : jac_guard_copy(guard, to, from, bytes);
}

/* Not on the stack, which may be a small one that the program gave for signals. */
typedef struct {
    jac_host_frame frames[MOST_FRAMES];
    jac_unwind_room unwinding;
} scratch;
static scratch scratches[SCRATCHES];
static int taken[SCRATCHES];

/* The call that the thread is in, as its interpreter knows it. */
static uint32_t host_call(jac_host_frame *frames, int thread) {
    jac_frame_reader *reader = __atomic_load_n(&read_frames, __ATOMIC_ACQUIRE);
    int more = 0;
    size_t count = reader == NULL ? 0 : reader(frames, MOST_FRAMES, &more, thread);
    if (count == 0) return thread == 0 ? jac_sampled_caller : 0;
    uint32_t call = more ? jac_calls_note(0, 0, JAC_CALL_CUT) : 0;
    while (count-- > 0) {
        if (frames[count].code != 0) call = jac_calls_note(call, frames[count].code, frames[count].instruction);
    }
    return call;
}

/* The same of a native call, of which the interpreter may know nothing. */
static uint32_t caller_of(uintptr_t pc, uintptr_t stack, uintptr_t link, const ucontext_t *context, scratch *room) {
    uint32_t call = host_call(room->frames, 0);
    int in_kernel = jac_kernels_hold(pc);
    if (in_kernel && !jac_kernels_stub(pc)) return call;
    if (!in_kernel && unwinds) {
        size_t count = jac_unwind(guard, context, interpreter, &room->unwinding);
        while (count-- > 0) call = jac_calls_note(call, room->unwinding.returns[count], JAC_CALL_NATIVE);
        return call;
    }
    uintptr_t kernel = jac_kernels_return(link) ? link : kernel_caller(stack);
    return kernel == 0 ? call : jac_calls_note(call, kernel, JAC_CALL_NATIVE);
}

static scratch *take_scratch(void) {
    size_t at = 0;
    while (at < SCRATCHES && __atomic_exchange_n(&taken[at], 1, __ATOMIC_ACQUIRE)) at++;
    return at == SCRATCHES ? NULL : &scratches[at];
}

static void give_back(const scratch *room) { __atomic_store_n(&taken[room - scratches], 0, __ATOMIC_RELEASE); }

static uint32_t caller(uintptr_t pc, uintptr_t stack, uintptr_t link, const ucontext_t *context) {
    scratch *room = take_scratch();
    if (room == NULL) return 0;
    jac_guard mine, *outer = guard;
    jac_guard_begin(&mine, &context->uc_sigmask);
    guard = &mine;
    uint32_t call = caller_of(pc, stack, link, context, room);
    guard = outer;
    give_back(room);
    return call;
}

static __thread struct {
    uint64_t time;
    uint32_t call;
} looked;

uint32_t jac_sampler_here(void) {
    if (!__atomic_load_n(&jac_sampling, __ATOMIC_RELAXED) && !jac_attached()) return 0;
    uint64_t time = now();
    if (time - looked.time < FRESH_NS) return looked.call;
    scratch *room = take_scratch();
    if (room == NULL) return 0;
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    jac_guard mine;
    jac_guard_begin(&mine, &mask);
    guard = &mine;
    looked.call = host_call(room->frames, 0);
    guard = NULL;
    give_back(room);
    looked.time = time;
    return looked.call;
}

uint32_t jac_sampler_guarded(uint32_t (*function)(const void *), const void *argument) {
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    jac_guard mine, *outer = guard;
    jac_guard_begin(&mine, &mask);
    guard = &mine;
    uint32_t number = function(argument);
    guard = outer;
    return number;
}

uint32_t jac_sampler_note_call(uint32_t caller, uint64_t code, int32_t instruction) {
    return jac_sampler_is_open() ? jac_calls_note(caller, code, instruction) : caller;
}

void jac_memory_locator(jac_locator *found) { __atomic_store_n(&locator, found, __ATOMIC_RELEASE); }

uint32_t jac_sampler_locate(void) {
    jac_locator *find = __atomic_load_n(&locator, __ATOMIC_ACQUIRE);
    uint32_t call = find == NULL ? 0 : find();
    if (call == 0) call = jac_sampled_caller; /* a thread that works on another's loop */
    scratch *room = take_scratch();
    if (room == NULL) return call;
    uintptr_t kernel = unwinds ? jac_unwind_out(&room->unwinding) : kernel_caller((uintptr_t) __builtin_frame_address(0));
    give_back(room);
    return jac_kernels_hold(kernel) ? jac_calls_note(call, kernel, JAC_CALL_NATIVE) : call;
}

static __thread int named __attribute__((tls_model("initial-exec")));
static int naming = 1; /* counts the files that names go to */

/* What the system calls this thread, once: threads that are no interpreter's may have names too. */
static void note_name(uint32_t thread) {
    char line[40], name[17] = "";
    if (named == naming) return;
    named = naming;
    if (prctl(PR_GET_NAME, name, 0, 0, 0) != 0) return;
    size_t length = 0, digits = 0;
    char number[12];
    for (uint32_t rest = thread; rest != 0; rest /= 10) number[digits++] = (char) ('0' + rest % 10);
    while (digits > 0) line[length++] = number[--digits];
    line[length++] = ' ';
    for (const char *c = name; *c != 0; c++) line[length++] = *c == '\n' ? ' ' : *c;
    line[length++] = '\n';
    int file = (int) syscall(SYS_openat, AT_FDCWD, paths.threads, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return;
    if (syscall(SYS_write, file, line, length) < 0) named = naming; /* then it has no name */
    syscall(SYS_close, file);
}

static void note(jac_sample *sample, const ucontext_t *context, uint32_t weight, uint32_t flags) {
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
    sample->flags = flags | (jac_kernels_hold(pc) ? JAC_SAMPLE_KERNEL : unwinds ? 0 : JAC_SAMPLE_GUESSED);
    sample->caller = caller(pc, stack, link, context);
    sample->time = now() - started;
    sample->thread = (uint32_t) syscall(SYS_gettid);
    note_name(sample->thread);
    jac_memory_read(sample->time);
    __atomic_store_n(&sample->weight, weight, __ATOMIC_RELEASE);
}

static int name_files(int first);

static int open_files(void) {
    naming++;
    int error = jac_calls_open(paths.calls, paths.codes, rate);
    if (error == 0 && memory) error = jac_memory_open(paths.memory, paths.resident, rate);
    if (error == 0) error = jac_ring_open(&samples, paths.samples, most, rate);
    if (error != 0) jac_calls_close();
    return error;
}

/*
 * A forked child has its own files, which are made when it is first sampled: most children soon become other programs. All that is
 * called here may be called in a handler.
 */
static int open_childs(void) {
    if (__atomic_exchange_n(&opening, 1, __ATOMIC_SEQ_CST)) return 0; /* another thread does it, or it has failed */
    jac_maps_copy(paths.maps);
    return open_files() == 0;
}

int jac_sampler_is_open(void) {
    if (__atomic_load_n(&samples.header, __ATOMIC_ACQUIRE) != NULL) return 1;
    return __atomic_load_n(&jac_sampling, __ATOMIC_RELAXED) && open_childs();
}

static jac_sample *claim(uint32_t weight) {
    if (!jac_sampler_is_open()) return NULL;
    jac_sample *sample = jac_ring_claim(&samples, 1, NULL);
    if (sample == NULL) __atomic_add_fetch(&samples.header->lost, weight, __ATOMIC_RELAXED);
    return sample;
}

void jac_sampler_record(const void *context, uint32_t weight, uint32_t flags) {
    jac_sample *sample = claim(weight);
    if (sample != NULL) note(sample, context, weight, flags);
}

int jac_sampler_open_at(const char *where, long hz) {
    if (snprintf(folder, sizeof folder, "%s", where) >= (int) sizeof folder || access(folder, W_OK) != 0) return ENOENT;
    jac_ring_close(&samples);
    jac_calls_close();
    rate = hz;
    most = DEFAULT_CAPACITY;
    memory = counting = 0;
    unwinds = jac_unwind_prepare();
    looked.time = 0;
    started = now();
    int error = name_files(1);
    if (error == 0) error = jac_maps_copy(paths.maps);
    return error != 0 ? error : open_files();
}

/* Runs with all signals blocked, so never inside itself. */
static void handle(int signal, siginfo_t *info, void *context) {
    (void) signal;
    int tick = info->si_code == SI_TIMER || (info->si_code == POLL_IN && jac_timers_are_perf());
    if (!tick && info->si_code != SI_QUEUE) return; /* somebody else's */
    int saved = errno;
    int alone = __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST) == 1;
    int sampling = __atomic_load_n(&jac_sampling, __ATOMIC_SEQ_CST);
    if (tick && sampling) {
        int more = info->si_code == SI_TIMER && info->si_overrun > 0 ? info->si_overrun : 0;
        jac_sampler_record(context, 1 + (uint32_t) more, 0);
    } else if (info->si_code == SI_QUEUE && !sampling) {
        jac_attached_note(info, context, alone);
    }
    __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    errno = saved;
}

/* Of a thread that waits; the stack of one that the interpreter does not know is nobody's wait. */
static void note_waiting(int thread, uintptr_t pc, uintptr_t stack, uint32_t weight) {
    scratch *room = samples.header == NULL ? NULL : take_scratch();
    if (room == NULL) return;
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    jac_guard mine;
    jac_guard_begin(&mine, &mask);
    guard = &mine;
    uint32_t call = host_call(room->frames, thread);
    size_t count = call != 0 && unwinds ? jac_unwind_from(&mine, pc, stack, interpreter, &room->unwinding) : 0;
    while (count-- > 0) call = jac_calls_note(call, room->unwinding.returns[count], JAC_CALL_NATIVE);
    guard = NULL;
    give_back(room);
    jac_sample *sample = call != 0 && jac_thread_waits(thread, NULL, NULL) ? jac_ring_claim(&samples, 1, NULL) : NULL;
    if (sample == NULL) return;
    *sample = (jac_sample) {pc, call, (uint32_t) thread, now() - started, 0, JAC_SAMPLE_WAITING};
    __atomic_store_n(&sample->weight, weight, __ATOMIC_RELEASE);
}

static void before_fork(void) {
    pthread_mutex_lock(&control);
    jac_timers_lock();
    jac_memory_lock();
    jac_counts_before_fork();
}

static void after_fork(void) {
    jac_counts_after_fork();
    jac_memory_unlock();
    jac_timers_unlock();
    pthread_mutex_unlock(&control);
}

static int name_file(char path[PATH_MAX], const char *format, const char *suffix) {
    char name[64];
    snprintf(name, sizeof name, format, suffix);
    return snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX ? 0 : ENAMETOOLONG;
}

/* The files of the first process have no number in their names. */
static int name_files(int first) {
    char suffix[20] = "";
    if (!first) snprintf(suffix, sizeof suffix, "-%d", (int) getpid());
    int error = name_file(paths.samples, "samples%s.bin", suffix);
    if (error == 0) error = name_file(paths.calls, "calls%s.bin", suffix);
    if (error == 0) error = name_file(paths.codes, "codes%s.bin", suffix);
    if (error == 0) error = name_file(paths.threads, "threads%s", suffix);
    if (error == 0) error = name_file(paths.hits, "hits%s.bin", suffix);
    if (error == 0) error = name_file(paths.memory, "memory%s.bin", suffix);
    if (error == 0) error = name_file(paths.resident, "resident%s.bin", suffix);
    return error != 0 ? error : name_file(paths.maps, "maps%s", suffix);
}

static void in_child(void) {
    inside = 0;
    opening = 0;
    jac_ring_close(&samples); /* the parent's samples are not ours to write */
    jac_calls_close();
    jac_memory_forget();
    jac_counts_in_child();
    jac_attached_in_child();
    memset(taken, 0, sizeof taken);
    looked.time = jac_sampled_caller = 0; /* of the parent's tree */
    named = 0;
    jac_timers_forget();
    jac_waiting_forget();
    if (jac_sampling && name_files(0) == 0) {
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
        sigdelset(&action.sa_mask, SIGSEGV); /* of guarded copies; blocked it would end the process */
        if (sigaction(signal, &action, NULL) != 0) continue;
        ring_signal = signal;
        return pthread_atfork(before_fork, after_fork, in_child);
    }
    return EBUSY;
}

int jac_sampler_signal(int *signal) {
    pthread_mutex_lock(&control);
    int error = install_handler();
    *signal = ring_signal;
    pthread_mutex_unlock(&control);
    return error;
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
    jac_waiting_stop();
    jac_timers_stop();
    int error = jac_maps_copy(paths.maps);
    if (!handlers_done() || samples.header == NULL) return error; /* a little memory is lost, which is better than a crash */
    int cut = jac_ring_finish(&samples);
    jac_ring_close(&samples);
    int kept = jac_memory_close();
    memory = 0;
    int other = jac_calls_finish();
    return error != 0 ? error : cut != 0 ? cut : kept != 0 ? kept : other;
}

/* dir as an absolute path: the program may change its folder. */
static int start(const char *dir, int first) {
    int error = install_handler();
    if (error == 0 && jac_attached() && access(folder, F_OK) == 0) error = EBUSY; /* somebody looks at this process */
    if (error == 0 && realpath(dir, folder) == NULL) error = errno;
    if (error == 0) error = name_files(first);
    if (error == 0) error = jac_maps_copy(paths.maps);
    if (error == 0) error = open_files();
    if (error != 0) return error;
    jac_kernels_note();
    jac_guard_install();
    unwinds = jac_unwind_prepare();
    unblock_signal();
    started = now();
    __atomic_store_n(&jac_sampling, 1, __ATOMIC_SEQ_CST);
    error = jac_timers_start(ring_signal, rate, &samples.header->unsampled);
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

int jac_sampler_by_perf(int wanted) {
    pthread_mutex_lock(&control);
    int error = jac_sampling ? EALREADY : jac_timers_by_perf(wanted);
    pthread_mutex_unlock(&control);
    return error;
}

int jac_sampler_waiting(void) {
    pthread_mutex_lock(&control);
    int error = jac_sampling ? jac_waiting_start(rate, note_waiting) : EINVAL;
    pthread_mutex_unlock(&control);
    return error;
}

int jac_memory_start(void) {
    pthread_mutex_lock(&control);
    int error = EINVAL;
    if (jac_sampling && !memory) error = jac_memory_open(paths.memory, paths.resident, rate);
    if (error == 0) memory = 1;
    pthread_mutex_unlock(&control);
    return error;
}

void jac_memory_stop(void) {
    pthread_mutex_lock(&control);
    jac_memory_end();
    memory = 0;
    pthread_mutex_unlock(&control);
}

int jac_counting_start(void) {
    pthread_mutex_lock(&control);
    int error = jac_sampling ? 0 : EINVAL;
    counting = error == 0;
    if (counting) jac_counts_begin();
    pthread_mutex_unlock(&control);
    return error;
}

const char *jac_counts_wanted(long *hz) {
    *hz = rate;
    return counting && __atomic_load_n(&jac_sampling, __ATOMIC_RELAXED) ? paths.hits : NULL;
}

int jac_sampler_note_maps(void) {
    int sampling = __atomic_load_n(&jac_sampling, __ATOMIC_RELAXED) || jac_attached();
    if (!sampling && !jac_attachable) return 0;
    pthread_mutex_lock(&control);
    int error = 0;
    jac_kernels_note();
    if (sampling) {
        error = jac_maps_copy(paths.maps);
    }
    pthread_mutex_unlock(&control);
    return error;
}

__attribute__((destructor)) static void at_exit(void) { jac_sampler_stop(); }
