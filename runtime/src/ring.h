/* The file of samples while it is written. One at a time in a process. */
#ifndef JAC_RING_H
#define JAC_RING_H

#include "jaculus_sampler.h"

/* Its header; NULL when there is none. */
extern jac_samples_header *jac_ring;

/* Makes the file and maps it. 0 or an errno. */
int jac_ring_open(const char *path, uint64_t capacity, long hz);
/* The next free record, or NULL. For handlers. */
jac_sample *jac_ring_claim(void);
/* Gives the file its final length; no handler may be at work. 0 or an errno. */
int jac_ring_finish(void);
/* Forgets it: what is in the file stays there. */
void jac_ring_close(void);

#endif
