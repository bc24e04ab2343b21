/*
 * host RUNTIME FOLDER KERNEL WORK MILLISECONDS THREADS END: samples itself calling a kernel, on threads, then ends.
 * WORK is the kernel's first argument. END: exit, or kill.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef union { int64_t i; double d; } slot;

static int32_t (*kernel)(const slot *, slot *, void *);
static int64_t what;
static long milliseconds;

static void *call_for_a_while(void *unused) {
    struct timespec now;
    uint32_t random = 1;
    do {
        random = random * 1664525 + 1013904223; /* calls of equal length could keep step with the timer */
        slot arguments[2] = {{.i = what}, {.i = 5000 + (random >> 17)}}, result;
        kernel(arguments, &result, NULL);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    } while (now.tv_sec * 1000 + now.tv_nsec / 1000000 < milliseconds);
    return unused;
}

static void *find(void *library, const char *name) {
    void *found = library == NULL ? NULL : dlsym(library, name);
    if (found != NULL) return found;
    fprintf(stderr, "%s: %s\n", name, dlerror());
    exit(1);
}

int main(int count, char **words) {
    if (count != 8) return 2;
    void *runtime = dlopen(words[1], RTLD_NOW | RTLD_GLOBAL);
    int (*start)(const char *, long, size_t) = find(runtime, "jac_sampler_start");
    int (*note_maps)(void) = find(runtime, "jac_sampler_note_maps");
    if (start(words[2], 1000, 0) != 0) return 3;
    kernel = find(dlopen(words[3], RTLD_NOW), "jaculus_entry");
    if (note_maps() != 0) return 4;
    what = atol(words[4]);
    milliseconds = atol(words[5]);
    int threads = atoi(words[6]);
    pthread_t others[16];
    for (int i = 1; i < threads; i++) pthread_create(&others[i], NULL, call_for_a_while, NULL);
    call_for_a_while(NULL);
    for (int i = 1; i < threads; i++) pthread_join(others[i], NULL);
    if (strcmp(words[7], "kill") == 0) kill(getpid(), SIGKILL);
    return 0;
}
