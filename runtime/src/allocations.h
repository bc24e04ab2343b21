/* What is allocated, by the calls that did: memory.bin. And how much there is over time: resident.bin. */
#ifndef JAC_ALLOCATIONS_H
#define JAC_ALLOCATIONS_H

#include "jaculus_sampler.h"

/* Set while allocations are noted: the one word that the plain path of blocks looks at. */
extern int jac_memory_watched __attribute__((visibility("hidden")));

/* block.c: a block of the runtime's begins (it is what is given back), ends. */
jac_block *jac_memory_block(jac_block *block);
void jac_memory_block_ends(const void *block);

/* For sampler.c. Opens the files anew, with nothing noted yet. 0 or an errno. */
int jac_memory_open(const char *allocations, const char *resident, long hz);
/* No more is noted. */
void jac_memory_end(void);
/* The same, and no handler may be at work: the files get their final length. 0 or an errno. */
int jac_memory_close(void);
/* In the handler: reads how much there is, if the last time is long ago. Nanoseconds since the start. */
void jac_memory_read(uint64_t time);
/* Around a fork: the child knows nothing of what its parent has. */
void jac_memory_lock(void);
void jac_memory_unlock(void);
void jac_memory_forget(void);

/* sampler.c: the call that this thread is in, of the kernel's where a kernel called us. */
uint32_t jac_sampler_locate(void);
/* sampler.c: whether there are files to write to; a forked child's are made now. */
int jac_sampler_is_open(void);

#endif
