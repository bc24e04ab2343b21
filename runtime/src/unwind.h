/* Who called the native code that a thread is in, by the tables that compilers leave for exceptions (.eh_frame). */
#ifndef JAC_UNWIND_H
#define JAC_UNWIND_H

#include "guard.h"

#include <stdint.h>
#include <ucontext.h>

enum { JAC_MOST_RETURNS = 64 };

/* Room for what is read of the tables; not on the stack, which may be a small one. */
typedef struct {
    unsigned char entry[4096], common[512];
    uintptr_t returns[JAC_MOST_RETURNS];
} jac_unwind_room;

/* Whether there is a way to find the tables. Not for the handler. */
int jac_unwind_prepare(void);
/*
 * In the handler: the addresses that the callers of the interrupted code return to, into room->returns, the innermost first, up to the
 * first that is in a kernel, and without any from the function that begins at `end` on. Returns how many.
 */
size_t jac_unwind(jac_guard *guard, const ucontext_t *context, uintptr_t end, jac_unwind_room *room);

/*
 * Not for the handler: where the code returns to that called this library, whichever of its functions has called this one; 0 where that cannot be
 * found.
 */
uintptr_t jac_unwind_out(jac_unwind_room *room);

/* The same as jac_unwind of a thread that waits at this place. */
size_t jac_unwind_from(jac_guard *guard, uintptr_t pc, uintptr_t stack, uintptr_t end, jac_unwind_room *room);

#endif
