/*
 * Guarded copies. Two ways: a SIGSEGV in the one copying function makes it return -1, which costs nothing where all is
 * well; or the kernel is asked for each page. The first needs our handler of SIGSEGV to be the one that is installed, and the
 * signal not to be blocked: that is asked for once a sample, for a program may install its own at any time (faulthandler).
 * Then the second way is taken, and the program's handler never sees any of our faults.
 */
#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { PAGE = 4096, KNOWN = 8 };

#if defined(__x86_64__)

static int installed;
static struct sigaction before; /* whose the signal was, and is, for all faults but our own */

int jac_guard_try(void *to, const void *from, size_t bytes);
extern const char jac_guard_first[], jac_guard_last[], jac_guard_failed[];
__asm__(".pushsection .text\n"
        ".hidden jac_guard_try, jac_guard_first, jac_guard_last, jac_guard_failed\n"
        ".globl jac_guard_try, jac_guard_first, jac_guard_last, jac_guard_failed\n"
        ".type jac_guard_try, @function\n"
        "jac_guard_try:\n"
        ".cfi_startproc\n"
        "    endbr64\n"
        "    mov %rdx, %rcx\n"
        "jac_guard_first:\n"
        "    rep movsb\n"
        "jac_guard_last:\n"
        "    xor %eax, %eax\n"
        "    ret\n"
        "jac_guard_failed:\n"
        "    mov $-1, %eax\n"
        "    ret\n"
        ".cfi_endproc\n"
        ".size jac_guard_try, .-jac_guard_try\n"
        ".popsection\n");

/* A fault of the program's own, or a signal that somebody sent: what would happen without us happens. */
static void pass_on(int signal, siginfo_t *info, void *context) {
    struct sigaction theirs = before;
    if (theirs.sa_flags & SA_SIGINFO) {
        theirs.sa_sigaction(signal, info, context);
    } else if (theirs.sa_handler != SIG_DFL && theirs.sa_handler != SIG_IGN) {
        theirs.sa_handler(signal);
    } else if (theirs.sa_handler == SIG_DFL || info->si_code > 0) {
        theirs.sa_handler = SIG_DFL; /* on return the instruction faults again, and the process ends as it would have */
        sigaction(signal, &theirs, NULL);
        if (info->si_code <= 0) syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), signal);
    }
}

static void on_fault(int signal, siginfo_t *info, void *context) {
    greg_t *at = &((ucontext_t *) context)->uc_mcontext.gregs[REG_RIP];
    if (*at >= (greg_t) jac_guard_first && *at < (greg_t) jac_guard_last) {
        *at = (greg_t) jac_guard_failed;
    } else {
        pass_on(signal, info, context);
    }
}

void jac_guard_install(void) {
    if (installed || sigaction(SIGSEGV, NULL, &before) != 0) return;
    struct sigaction action = {.sa_sigaction = on_fault, .sa_mask = before.sa_mask};
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | (before.sa_flags & (SA_NODEFER | SA_RESTART));
    installed = sigaction(SIGSEGV, &action, NULL) == 0;
}

static int faults_are_ours(const sigset_t *mask) {
    struct sigaction now;
    return installed && !sigismember(mask, SIGSEGV) && sigaction(SIGSEGV, NULL, &now) == 0 &&
           (now.sa_flags & SA_SIGINFO) && now.sa_sigaction == on_fault;
}

#else

static int jac_guard_try(void *to, const void *from, size_t bytes) {
    memcpy(to, from, bytes);
    return 0;
}

void jac_guard_install(void) {}

static int faults_are_ours(const sigset_t *mask) {
    (void) mask;
    return 0;
}

#endif

void jac_guard_begin(jac_guard *guard, const sigset_t *mask) {
    memset(guard, 0, sizeof *guard);
    guard->faults = faults_are_ours(mask);
}

/* Is the page there? The kernel reads the new mask before it looks at what to do with it. */
static int is_there(jac_guard *guard, uintptr_t page) {
    for (size_t i = 0; i < KNOWN; i++) {
        if (guard->known[i] == page) return 1;
    }
    long answer = syscall(SYS_rt_sigprocmask, ~0L, page, NULL, 8L);
    if (answer == 0 || errno != EINVAL) return 0;
    guard->known[guard->next++ % KNOWN] = page;
    return 1;
}

int jac_guard_copy(jac_guard *guard, void *to, const void *from, size_t bytes) {
    uintptr_t first = (uintptr_t) from, last = first + bytes - 1;
    if (bytes == 0) return 0;
    if (first < PAGE || last < first || last >> 47) return -1;
    if (!guard->faults) {
        for (uintptr_t page = first & -(uintptr_t) PAGE; page <= last; page += PAGE) {
            if (!is_there(guard, page)) return -1;
        }
        memcpy(to, from, bytes);
        return 0;
    }
    return jac_guard_try(to, from, bytes);
}
