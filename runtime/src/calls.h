/* Who called whom, as the handler finds it: calls.bin, a tree, and codes.bin, the code of an interpreter that is in it. */
#ifndef JAC_CALLS_H
#define JAC_CALLS_H

#include "jaculus_sampler.h"

/* Opens both files. 0 or an errno. May be called in a handler. */
int jac_calls_open(const char *calls, const char *codes, long hz);
/* The number of the call that was made there in another one (0: in none); where it finds no room, that of the other one. */
uint32_t jac_calls_note(uint32_t caller, uint64_t place, int32_t instruction);
/* Gives the files their final length; no handler may be at work. 0 or an errno. */
int jac_calls_finish(void);
/* Forgets all: in a forked child the files are the parent's. */
void jac_calls_close(void);

#endif
