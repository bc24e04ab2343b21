/*
 * A process that another one looks at. That one is the clock: it queues a signal to each thread that has used processor time, or of which it wants to
 * know where it waits. So nothing is started here, no thread and no timer, and all that is done is what a handler may do.
 */
#define _GNU_SOURCE
#include "sampler.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int jac_attachable;
static char prefix[PATH_MAX];
static uint32_t session; /* whose files are open; 0: nobody's */

int jac_attach_prepare(const char *folder) {
    if (jac_attachable) return 0;
    if (snprintf(prefix, sizeof prefix, "%s", folder) >= (int) sizeof prefix) return ENAMETOOLONG;
    int signal, error = jac_sampler_signal(&signal);
    if (error != 0) return error;
    char name[40];
    snprintf(name, sizeof name, JAC_ATTACH_NAME "%d", signal);
    int file = memfd_create(name, MFD_CLOEXEC);
    if (file < 0) return errno;
    /* Only its name is of use: children inherit it, and it goes with the process and with what the process was. */
    void *mapped = ftruncate(file, 4096) == 0 ? mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    error = mapped == MAP_FAILED ? errno : 0;
    close(file);
    if (error != 0) return error;
    jac_kernels_note();
    __atomic_store_n(&jac_attachable, 1, __ATOMIC_RELEASE);
    return 0;
}

static uint64_t field(uint64_t *rest, int bits) {
    uint64_t value = *rest & ((1ull << bits) - 1);
    *rest >>= bits;
    return value;
}

int jac_attached(void) { return __atomic_load_n(&session, __ATOMIC_RELAXED) != 0; }

void jac_attached_in_child(void) { session = 0; }

void jac_attached_note(const siginfo_t *info, const void *context, int alone) {
    uint64_t word = (uint64_t) (uintptr_t) info->si_value.sival_ptr;
    uint32_t weight = (uint32_t) field(&word, JAC_ATTACH_WEIGHT);
    int waits = (int) field(&word, JAC_ATTACH_WAITS);
    long hz = (long) field(&word, JAC_ATTACH_RATE);
    uint32_t wanted = (uint32_t) field(&word, JAC_ATTACH_SESSION);
    if (!jac_attachable || weight == 0 || hz == 0 || wanted == 0) return;
    if (info->si_uid != getuid() && info->si_uid != 0) return;
    if (__atomic_load_n(&session, __ATOMIC_ACQUIRE) != wanted) {
        if (!alone) return; /* others still write to the files of the session before */
        char folder[PATH_MAX];
        if (snprintf(folder, sizeof folder, "%s/attached-%d", prefix, (int) getpid()) >= (int) sizeof folder) return;
        session = 0;
        if (jac_sampler_open_at(folder, hz) != 0) return;
        __atomic_store_n(&session, wanted, __ATOMIC_RELEASE);
    }
    jac_sampler_record(context, weight, waits ? JAC_SAMPLE_WAITING : 0);
}
