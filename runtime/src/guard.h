/* Reading memory that may not be there, in the handler of a signal. */
#ifndef JAC_GUARD_H
#define JAC_GUARD_H

#include <stddef.h>
#include <signal.h>

/* From now on a fault in a guarded copy ends the copy. Once in a process; without it pages are asked for, which is slower. */
void jac_guard_install(void);
/* What a thread with this mask of signals may use. */
typedef struct {
    int faults;            /* faults end the copy; else each page is asked for */
    size_t known[8], next; /* pages that are there, in this sample */
} jac_guard;
void jac_guard_begin(jac_guard *guard, const sigset_t *mask);
/* 0, or -1 where the memory is not there. */
int jac_guard_copy(jac_guard *guard, void *to, const void *from, size_t bytes);

#endif
