/* Counters of executed lines: hits.bin. */
#ifndef JAC_COUNTS_H
#define JAC_COUNTS_H

#include "jaculus_sampler.h"

/* For sampler.c: kernels count anew, into a file that is made when it is needed. */
void jac_counts_begin(void);
void jac_counts_before_fork(void);
void jac_counts_after_fork(void);
void jac_counts_in_child(void);

/* sampler.c: the path of that file, while there is to be one. */
const char *jac_counts_wanted(long *hz);

#endif
