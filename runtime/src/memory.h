#ifndef JAC_MEMORY_H
#define JAC_MEMORY_H

#include <stdint.h>

/* Bytes of memory that this process may count on; 0: nobody knows. */
uint64_t jac_memory(void);

#endif
