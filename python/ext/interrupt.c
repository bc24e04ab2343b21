/*
 * Ctrl-C and other signals while a kernel runs. Kernels look at nothing: the handler sees from the program counter that the thread
 * is in compiled code. There Python's own state is whole and no lock is held, so it runs Python's handlers as the interpreter
 * would between two bytecodes, and when they raise it jumps back to the call of the kernel. In any other code (malloc, libm) it
 * comes again a millisecond later. A parallel loop is not left by a jump: its pieces that have not begun are dropped.
 */
#include "host.h"

#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

_Thread_local __attribute__((tls_model("initial-exec"))) host_landing *host_armed;

/* Where kernels' code lies. The handler may read this at any time: ranges are emptied, never freed, and used again. */
typedef struct range {
    _Atomic(uintptr_t) from, to; /* to is 0 while nothing is there */
    struct range *next;
} range;

static _Atomic(range *) ranges;
/* Those for which programs have handlers; not those that tell of a fault, whose handlers cannot wait. */
static const int WATCHED[] = {SIGINT, SIGALRM, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD, SIGWINCH, SIGVTALRM, SIGPROF};
enum { WATCHED_COUNT = sizeof(WATCHED) / sizeof(*WATCHED), LATER_NS = 1000000, LOOK_NS = 20000000 };

static struct sigaction previous[NSIG]; /* what ours calls */
static timer_t again; /* by the clock on the wall: a kernel's threads may work while this one waits */
static timer_t look;  /* by this thread's processor time: what waits is not disturbed */
static pid_t timers_in; /* the process that they belong to: a child has none */
static int tick; /* their signal, which nobody else uses */
static volatile sig_atomic_t pending; /* Python's handlers have not run yet */

typedef struct {
    uintptr_t from, to;
} code_range;

static int range_of(struct dl_phdr_info *info, size_t Py_UNUSED(size), void *found) {
    code_range *wanted = found;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        uintptr_t from = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) && wanted->from >= from
                && wanted->from < from + part->p_memsz) {
            *wanted = (code_range){from, from + part->p_memsz};
            return 1;
        }
    }
    return 0;
}

/* With the GIL, as what removes one. */
void interrupt_add_code(const void *code) {
    code_range found = {.from = (uintptr_t)code};
    if (!dl_iterate_phdr(range_of, &found)) {
        return; /* this kernel then cannot be interrupted */
    }
    for (range *one = atomic_load(&ranges); one != NULL; one = one->next) {
        uintptr_t empty = 0;
        if (atomic_load(&one->to) == 0) {
            atomic_store(&one->from, found.from);
            if (atomic_compare_exchange_strong(&one->to, &empty, found.to)) {
                return;
            }
        }
    }
    range *one = malloc(sizeof(*one));
    if (one == NULL) {
        return;
    }
    atomic_init(&one->from, found.from);
    atomic_init(&one->to, found.to);
    one->next = atomic_load(&ranges);
    while (!atomic_compare_exchange_weak(&ranges, &one->next, one)) {
    }
}

void interrupt_remove_code(const void *code) {
    uintptr_t address = (uintptr_t)code;
    for (range *one = atomic_load(&ranges); one != NULL; one = one->next) {
        if (address >= atomic_load(&one->from) && address < atomic_load(&one->to)) {
            atomic_store(&one->to, 0);
            return;
        }
    }
}

static bool in_kernel(uintptr_t pc) {
    for (range *one = atomic_load(&ranges); one != NULL; one = one->next) {
        if (pc >= atomic_load(&one->from) && pc < atomic_load(&one->to)) {
            return true;
        }
    }
    return false;
}

static uintptr_t counter(const ucontext_t *context) {
#if defined __x86_64__
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined __aarch64__
    return (uintptr_t)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

static void set(timer_t timer, long ns) {
    if (timers_in == getpid()) {
        timer_settime(timer, 0, &(struct itimerspec){.it_value = {.tv_nsec = ns}}, NULL);
    }
}

static void come_again(void) {
    pending = 1;
    set(again, LATER_NS);
}

/* Runs Python's handlers; true if one raised. The thread may have given up the GIL for this kernel. */
static bool python_raises(void) {
    PyGILState_STATE state = PyGILState_Ensure();
    bool raised = PyErr_CheckSignals() < 0;
    PyGILState_Release(state);
    return raised;
}

/* On the main thread, which alone runs Python's handlers: does so if it is in a kernel. */
static void attend(ucontext_t *context) {
    host_landing *landing = host_armed;
    pending = 0;
    if (landing == NULL) {
        return; /* the interpreter does it */
    }
    if (!in_kernel(counter(context)) && !runtime.parallel_waits(landing->env)) {
        come_again();
        return;
    }
    host_armed = NULL; /* a kernel that a Python handler calls has a landing of its own */
    bool raised = python_raises();
    host_armed = landing;
    if (raised && runtime.env_held(landing->env)) {
        runtime.parallel_cancel(landing->env); /* the other threads look at this one's frames until they are done */
    } else if (raised) {
        pthread_sigmask(SIG_SETMASK, &context->uc_sigmask, NULL);
        __builtin_longjmp(landing->jump, 1);
    }
}

static bool on_main_thread(void) {
    return getpid() == (pid_t)syscall(SYS_gettid);
}

static void on_signal(int number, siginfo_t *info, void *context) {
    int error = errno;
    if (previous[number].sa_flags & SA_SIGINFO) {
        previous[number].sa_sigaction(number, info, context);
    } else {
        previous[number].sa_handler(number);
    }
    if (on_main_thread()) {
        attend(context);
    } else {
        come_again();
    }
    errno = error;
}

/* Puts ours in front of a program's handler; false where it is there already, or none is. */
static bool watch(int number) {
    struct sigaction now;
    if (sigaction(number, NULL, &now) != 0) {
        return false;
    }
    bool ours = (now.sa_flags & SA_SIGINFO) && now.sa_sigaction == on_signal;
    bool anybodys = (now.sa_flags & SA_SIGINFO) || (now.sa_handler != SIG_DFL && now.sa_handler != SIG_IGN);
    if (ours || !anybodys) {
        return false;
    }
    previous[number] = now;
    struct sigaction next = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | (now.sa_flags & (SA_RESTART | SA_ONSTACK))};
    next.sa_mask = now.sa_mask;
    return sigaction(number, &next, NULL) == 0;
}

static bool watch_all(void) {
    bool found = false;
    for (int i = 0; i < WATCHED_COUNT; i++) {
        found |= watch(WATCHED[i]);
    }
    set(look, LOOK_NS);
    return found;
}

/* The program may have set handlers since the kernel began, or just before. */
static void on_tick(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)info;
    int error = errno;
    if (host_armed != NULL) {
        bool found = watch_all();
        if (found || pending) {
            attend(context);
        }
    }
    errno = error;
}

static void make_timers(void) {
    if (timers_in == getpid()) {
        return;
    }
    for (int number = SIGRTMAX - 16; tick == 0 && number > SIGRTMIN; number--) {
        struct sigaction now, ours = {.sa_sigaction = on_tick, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK};
        sigfillset(&ours.sa_mask);
        if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_DFL && sigaction(number, &ours, NULL) == 0) {
            tick = number;
        }
    }
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = tick};
    event._sigev_un._tid = getpid(); /* the main thread's id */
    if (tick != 0 && timer_create(CLOCK_MONOTONIC, &event, &again) == 0
            && timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &look) == 0) {
        timers_in = getpid();
    }
}

void interrupt_watch(void) {
    if (on_main_thread()) {
        make_timers();
        watch_all();
    }
}
