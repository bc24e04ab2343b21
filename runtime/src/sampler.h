/* What the parts of the sampler know of each other: sampler.c (ring, handler), timers.c (threads), kernels.c (addresses). */
#ifndef JAC_SAMPLER_PARTS_H
#define JAC_SAMPLER_PARTS_H

#include "jaculus_sampler.h"

#include <signal.h>

/* Set for the time between start and stop. */
extern int jac_sampling;
/* This thread's stack, 0 when not known: how far the handler may look. */
extern __thread uintptr_t jac_stack_start __attribute__((tls_model("initial-exec")));
extern __thread uintptr_t jac_stack_end __attribute__((tls_model("initial-exec")));

/* The call, in calls.bin, that this thread works for: its samples have it where they have no frames of an interpreter. */
extern __thread uint32_t jac_sampled_caller __attribute__((tls_model("initial-exec")));
/* The call that this thread is in, for those who work for it; 0 where nobody samples. Not for the handler. */
uint32_t jac_sampler_here(void);

/* Which signal the sampler has, its handler installed. 0 or an errno. */
int jac_sampler_signal(int *signal);
/* In the handler, while nobody else is in one: makes the files anew, in this folder. 0 or an errno. */
int jac_sampler_open_at(const char *where, long hz);
/* In the handler: a sample of this thread. */
void jac_sampler_record(const void *context, uint32_t weight, uint32_t flags);

/* attached.c: whether another process may ask where threads are, and whether one does. */
extern int jac_attachable;
int jac_attached(void);
/* In the handler of the signal that it queues; alone: no other handler is at work. */
void jac_attached_note(const siginfo_t *info, const void *context, int alone);
void jac_attached_in_child(void);

/* timers.c: gives every thread a timer that sends signal at rate hz, also those to come; and takes them all away. */
int jac_timers_start(int signal, long hz, uint64_t *unsampled);
void jac_timers_stop(void);
/* From now on perf_event is the clock, or is not. 0, or an errno where it is not allowed. */
int jac_timers_by_perf(int wanted);
int jac_timers_are_perf(void);
/* Looks for threads that have no timer yet. */
void jac_timers_scan(void);
void jac_timers_lock(void);
void jac_timers_unlock(void);
/* This thread is not to be sampled. */
void jac_timers_leave(void);
/* In a forked child: there are no timers (they are not inherited). */
void jac_timers_forget(void);
/* There, with the lock: gives the one thread a timer. */
void jac_timers_forked(void);

/* waiting.c: looks at all threads; who waits is given to this function, with where and how many samples it stands for. */
typedef void jac_waiting_note(int thread, uintptr_t pc, uintptr_t stack, uint32_t weight);
int jac_waiting_start(long hz, jac_waiting_note *note);
void jac_waiting_stop(void);
/* In a forked child: our thread is not there. */
void jac_waiting_forget(void);
/* Whether a thread waits, and where. */
int jac_thread_waits(int thread, uintptr_t *pc, uintptr_t *stack);
/* Whether it is our own that looks at others. */
int jac_waiting_is_ours(int thread);

/* kernels.c: looks at all loaded objects for kernels. Not for the handler. */
void jac_kernels_note(void);
/* Is the address in the code of a kernel? For the handler. */
int jac_kernels_hold(uintptr_t address);
/* Is it, in a kernel, a jump out of it: on the way to a function of another library, with the caller's return address on the stack? */
int jac_kernels_stub(uintptr_t address);
/* Is it where a call in a kernel returns to? A pointer to a kernel's start, as hosts keep it, is not. For the handler. */
int jac_kernels_return(uintptr_t address);
/* Is there a call before this place? The seven bytes before it are looked at. */
int jac_after_call(const unsigned char *at);
/* Copies /proc/self/maps to path by way of a temporary file. 0 or an errno. */
int jac_maps_copy(const char *path);

#endif
