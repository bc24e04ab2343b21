/*
 * Threads that wait. A signal would end their wait: poll, nanosleep and others give EINTR. So a thread of ours looks at them
 * from outside: the kernel says who waits, and where.
 */
#define _GNU_SOURCE
#include "sampler.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MOST_LOOKS = 100 /* a second */ };

static pthread_t looker;
static int runs;
static int looker_thread;
static long rate;
static jac_waiting_note *note;

/* The first bytes of a file of a thread; 0 where it has none. */
static size_t read_file(int thread, const char *name, char *text, size_t room) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/%s", thread, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t got = read(file, text, room - 1);
    close(file);
    text[got > 0 ? got : 0] = 0;
    return got > 0 ? (size_t) got : 0;
}

int jac_thread_waits(int thread, uintptr_t *pc, uintptr_t *stack) {
    char text[512];
    if (read_file(thread, "stat", text, sizeof text) == 0) return 0;
    const char *state = strrchr(text, ')');
    if (state == NULL || state[1] == 0 || strchr("SD", state[2]) == NULL) return 0;
    if (pc == NULL) return 1;
    *pc = *stack = 0;
    /* The number of the system call, its six arguments, the stack pointer, the program counter. Not everywhere one may read it. */
    if (read_file(thread, "syscall", text, sizeof text) == 0) return 1;
    char *part, *rest = text;
    for (int i = 0; (part = strsep(&rest, " \n")) != NULL; i++) {
        if (i == 7) *stack = strtoul(part, NULL, 16);
        if (i == 8) *pc = strtoul(part, NULL, 16);
    }
    return 1;
}

int jac_waiting_is_ours(int thread) { return thread == __atomic_load_n(&looker_thread, __ATOMIC_RELAXED); }

static void look(uint32_t weight) {
    DIR *tasks = opendir("/proc/self/task");
    if (tasks == NULL) return;
    struct dirent *entry;
    while ((entry = readdir(tasks)) != NULL) {
        int thread = (int) strtol(entry->d_name, NULL, 10);
        uintptr_t pc, stack;
        if (thread <= 0 || jac_waiting_is_ours(thread) || !jac_thread_waits(thread, &pc, &stack)) continue;
        note(thread, pc, stack, weight);
    }
    closedir(tasks);
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000000 + time.tv_nsec;
}

static void *live(void *unused) {
    long period = 1000000000L / (rate < MOST_LOOKS ? rate : MOST_LOOKS);
    uint32_t chance = 1;
    double due = 0; /* samples that the time until now stands for */
    int64_t last = now();
    __atomic_store_n(&looker_thread, (int) syscall(SYS_gettid), __ATOMIC_RELAXED);
    jac_timers_leave();
    while (__atomic_load_n(&runs, __ATOMIC_RELAXED)) {
        /* Half a period to one and a half: threads that take turns, as those that want the interpreter's lock, would beat with a steady one. */
        chance = chance * 1664525u + 1013904223u;
        int64_t wait = period / 2 + (int64_t) ((uint64_t) period * (chance >> 8) >> 24);
        struct timespec pause = {wait / 1000000000, wait % 1000000000};
        nanosleep(&pause, NULL);
        int64_t time = now();
        due += (double) (time - last) / 1e9 * (double) rate;
        last = time;
        uint32_t weight = (uint32_t) due;
        if (weight == 0) continue;
        due -= weight;
        look(weight);
    }
    return unused;
}

int jac_waiting_start(long hz, jac_waiting_note *each) {
    if (runs) return EALREADY;
    rate = hz;
    note = each;
    runs = 1;
    sigset_t every, before;
    sigfillset(&every);
    sigdelset(&every, SIGSEGV); /* of guarded copies */
    pthread_sigmask(SIG_SETMASK, &every, &before);
    int error = pthread_create(&looker, NULL, live, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error != 0) runs = 0;
    return error;
}

void jac_waiting_stop(void) {
    if (!runs) return;
    __atomic_store_n(&runs, 0, __ATOMIC_RELAXED);
    pthread_join(looker, NULL);
    looker_thread = 0;
}

void jac_waiting_forget(void) {
    runs = 0;
    looker_thread = 0;
}
