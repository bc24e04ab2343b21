/*
 * One timer for each thread, on the thread's own processor time.
 *
 * With LD_PRELOAD our pthread_create starts each thread through a trampoline that gives it its timer. The trampoline is
 * used whether or not we are sampling: a thread that finds jac_sampling unset was already there when the start looked
 * for threads, so none falls between the two. Without LD_PRELOAD a helper thread looks for new ones. (Not in both
 * cases: Python warns when a process with a second thread forks.)
 */
#define _GNU_SOURCE
#include "sampler.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { SMALLEST_STACK = 64 * 1024, LOOK_NS = 20 * 1000 * 1000 };

/* The name of this field differs between versions of the C library's headers. */
#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

typedef struct {
    pid_t thread;
    timer_t timer;
    int event; /* a perf_event in its place, or -1 */
    int seen; /* by the look for threads that is going on */
} armed;

typedef int creator(pthread_t *, const pthread_attr_t *, void *(*) (void *), void *);
static creator create_thread;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static armed *all;
static size_t count, room;

static int timer_signal;
static long interval_ns;
static uint64_t *failures;
static pid_t process;

static pthread_t helper;
static int helper_runs;
static pid_t helper_thread;

__thread uintptr_t jac_stack_start __attribute__((tls_model("initial-exec")));
__thread uintptr_t jac_stack_end __attribute__((tls_model("initial-exec")));

static pid_t this_thread(void) { return (pid_t) syscall(SYS_gettid); }

static armed *find(pid_t thread) {
    for (size_t i = 0; i < count; i++) {
        if (all[i].thread == thread) return &all[i];
    }
    return NULL;
}

static void end_clock(const armed *it) {
    if (it->event >= 0) close(it->event);
    else timer_delete(it->timer);
}

static void disarm(armed *it) {
    end_clock(it);
    *it = all[--count];
}

static int create_timer(pid_t thread, timer_t *timer) {
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = timer_signal};
    event.sigev_notify_thread_id = thread;
    /* The processor-time clock of any thread, as the kernel numbers them: for this thread and for others. */
    clockid_t clock = (clockid_t) ((~(unsigned) thread << 3) | 6);
    if (timer_create(clock, &event, timer) != 0) return errno;
    /* Threads that start together must not be sampled together. */
    long first = (long) ((unsigned long) thread * 2654435761ul % (unsigned long) interval_ns) + 1;
    struct itimerspec times = {
        .it_interval = {interval_ns / 1000000000, interval_ns % 1000000000},
        .it_value = {first / 1000000000, first % 1000000000},
    };
    if (timer_settime(*timer, 0, &times, NULL) == 0) return 0;
    int error = errno;
    timer_delete(*timer);
    return error;
}

static int by_perf; /* perf_event is the clock: it does not tick at the kernel's rate */

/*
 * The kernel's high-resolution clock of the thread's processor time; it queues the signal to the thread itself. No buffer is mapped: the
 * handler knows better what to note. Descriptors of small numbers are left to the program.
 */
static int open_event(pid_t thread, uint64_t period) {
    enum { FIRST_DESCRIPTOR = 256 };
    struct perf_event_attr wanted;
    memset(&wanted, 0, sizeof wanted);
    wanted.size = sizeof wanted;
    wanted.type = PERF_TYPE_SOFTWARE;
    wanted.config = PERF_COUNT_SW_CPU_CLOCK;
    wanted.sample_period = period;
    wanted.sample_type = PERF_SAMPLE_IP;
    wanted.wakeup_events = 1;
    wanted.exclude_hv = 1;
    wanted.disabled = 1;
    int event = (int) syscall(SYS_perf_event_open, &wanted, thread, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (event < 0 && (errno == EACCES || errno == EPERM)) { /* then at least where the thread itself executes */
        wanted.exclude_kernel = 1;
        event = (int) syscall(SYS_perf_event_open, &wanted, thread, -1, -1, PERF_FLAG_FD_CLOEXEC);
    }
    if (event < 0) return -1;
    int high = fcntl(event, F_DUPFD_CLOEXEC, FIRST_DESCRIPTOR);
    if (high >= 0) close(event);
    return high >= 0 ? high : event;
}

static int create_event(pid_t thread, int *event) {
    struct f_owner_ex owner = {F_OWNER_TID, thread};
    *event = open_event(thread, (uint64_t) interval_ns);
    if (*event < 0) return errno;
    if (fcntl(*event, F_SETOWN_EX, &owner) == 0 && fcntl(*event, F_SETSIG, timer_signal) == 0
            && fcntl(*event, F_SETFL, O_ASYNC) == 0 && ioctl(*event, PERF_EVENT_IOC_ENABLE, 0) == 0) {
        return 0;
    }
    int error = errno;
    close(*event);
    return error;
}

int jac_timers_by_perf(int wanted) {
    by_perf = 0;
    int event = wanted ? open_event(0, 1000000) : -1;
    if (!wanted || event < 0) return wanted ? errno : 0;
    close(event);
    by_perf = 1;
    return 0;
}

int jac_timers_are_perf(void) { return by_perf; }

/* Gives the thread a timer. The lock is held. A thread that ended in the meantime is nobody's failure. */
static void arm(pid_t thread) {
    if (count == room) {
        size_t more = room == 0 ? 64 : 2 * room;
        armed *grown = realloc(all, more * sizeof *all);
        if (grown == NULL) {
            ++*failures;
            return;
        }
        all = grown;
        room = more;
    }
    armed made = {.thread = thread, .event = -1, .seen = 1};
    int error = by_perf ? create_event(thread, &made.event) : create_timer(thread, &made.timer);
    if (error == 0) {
        all[count++] = made;
    } else if (syscall(SYS_tgkill, getpid(), thread, 0) == 0) {
        ++*failures;
    }
}

/* This thread's stack, so that the handler knows how far it may look; 0: too small for a handler's frame. */
static int know_stack(void) {
    pthread_attr_t attributes;
    void *base = NULL;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 1;
    if (pthread_attr_getstack(&attributes, &base, &size) != 0) size = 0;
    pthread_attr_destroy(&attributes);
    if (size == 0) return 1;
    jac_stack_start = (uintptr_t) base;
    jac_stack_end = (uintptr_t) base + size;
    return size >= SMALLEST_STACK;
}

void jac_timers_lock(void) { pthread_mutex_lock(&lock); }

void jac_timers_unlock(void) { pthread_mutex_unlock(&lock); }

void jac_timers_forget(void) {
    for (size_t i = 0; i < count; i++) {
        if (all[i].event >= 0) close(all[i].event); /* unlike timers they are inherited */
    }
    count = 0;
    helper_runs = 0;
}

void jac_timers_forked(void) {
    static uint64_t uncounted; /* the file, where this is counted, is made later */
    failures = &uncounted;
    process = getpid();
    arm(this_thread());
}

void jac_timers_scan(void) {
    jac_timers_lock();
    DIR *tasks = jac_sampling ? opendir("/proc/self/task") : NULL;
    if (tasks != NULL) {
        for (size_t i = 0; i < count; i++) all[i].seen = 0;
        struct dirent *entry;
        while ((entry = readdir(tasks)) != NULL) {
            pid_t thread = (pid_t) strtol(entry->d_name, NULL, 10);
            if (thread <= 0 || thread == __atomic_load_n(&helper_thread, __ATOMIC_RELAXED)) continue;
            if (jac_waiting_is_ours(thread)) continue;
            armed *known = find(thread);
            if (known == NULL) {
                arm(thread);
            } else {
                known->seen = 1;
            }
        }
        closedir(tasks);
        for (size_t i = count; i-- > 0;) {
            if (!all[i].seen) disarm(&all[i]);
        }
    }
    jac_timers_unlock();
}

static void *look_for_threads(void *unused) {
    sigset_t every;
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, NULL);
    __atomic_store_n(&helper_thread, this_thread(), __ATOMIC_RELAXED);
    while (__atomic_load_n(&helper_runs, __ATOMIC_RELAXED)) {
        jac_timers_scan();
        struct timespec pause = {0, LOOK_NS};
        nanosleep(&pause, NULL);
    }
    return unused;
}

int jac_timers_start(int signal, long hz, uint64_t *unsampled) {
    timer_signal = signal;
    interval_ns = 1000000000L / hz;
    failures = unsampled;
    process = getpid();
    know_stack();
    jac_timers_scan();
    if (dlsym(RTLD_DEFAULT, "pthread_create") == (void *) create_thread) return 0; /* ours is the one that all use */
    helper_runs = 1;
    int error = pthread_create(&helper, NULL, look_for_threads, NULL);
    if (error != 0) helper_runs = 0;
    return error;
}

void jac_timers_stop(void) {
    if (helper_runs) {
        __atomic_store_n(&helper_runs, 0, __ATOMIC_RELAXED);
        pthread_join(helper, NULL);
        helper_thread = 0;
    }
    jac_timers_lock();
    while (count > 0) disarm(&all[count - 1]);
    jac_timers_unlock();
}

/* ---- Our pthread_create ---- */

typedef struct {
    void *(*run)(void *);
    void *argument;
} beginning;

static void thread_begins(void) {
    if (!__atomic_load_n(&jac_sampling, __ATOMIC_SEQ_CST) || !know_stack()) return;
    if (getpid() != process) return; /* a child made without fork() */
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, timer_signal);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL); /* some libraries start their threads with everything blocked */
    jac_timers_lock();
    if (jac_sampling) {
        armed *stale = find(this_thread()); /* by a scan just now, or of a dead thread that had the same number */
        if (stale != NULL) disarm(stale);
        arm(this_thread());
    }
    jac_timers_unlock();
}

static void thread_ends(void *unused) {
    (void) unused;
    if (!__atomic_load_n(&jac_sampling, __ATOMIC_SEQ_CST)) return;
    jac_timers_lock();
    armed *own = find(this_thread());
    if (own != NULL) disarm(own);
    jac_timers_unlock();
}

void jac_timers_leave(void) { thread_ends(NULL); }

static void *trampoline(void *start) {
    beginning begin = *(beginning *) start;
    free(start);
    void *result;
    thread_begins();
    pthread_cleanup_push(thread_ends, NULL); /* pthread_exit and cancellation pass here too */
    result = begin.run(begin.argument);
    pthread_cleanup_pop(1);
    return result;
}

static int create_thread(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    static creator *next;
    creator *create = __atomic_load_n(&next, __ATOMIC_RELAXED);
    if (create == NULL) {
        create = (creator *) dlsym(RTLD_NEXT, "pthread_create");
        if (create == NULL) return ENOSYS;
        __atomic_store_n(&next, create, __ATOMIC_RELAXED);
    }
    beginning *begin = malloc(sizeof *begin);
    if (begin == NULL) return EAGAIN;
    *begin = (beginning) {run, argument};
    int error = create(thread, attributes, trampoline, begin);
    if (error != 0) free(begin);
    return error;
}

/* By another name, because `pthread_create` in here means the C library's unless this library is preloaded. */
JAC_API creator pthread_create __attribute__((alias("create_thread")));
