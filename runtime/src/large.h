/* Blocks of a megabyte and more: mapped memory on huge pages, some of it kept for the next block of the same size. */
#ifndef JAC_LARGE_H
#define JAC_LARGE_H

#include "env.h"

/* A block with base and mapped filled in, or NULL. fresh: its data are zero. */
jac_block *jac_large_alloc(size_t bytes, int *fresh);
void jac_large_free(jac_block *block);
/* How much memory the kept blocks may hold together. */
size_t jac_large_limit(void);

#endif
