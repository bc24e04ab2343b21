/* A file of records while it is written: mapped whole, filled by handlers without a lock. */
#ifndef JAC_RING_H
#define JAC_RING_H

#include "jaculus_sampler.h"

#include <limits.h>
#include <sys/stat.h>

typedef struct {
    const char *magic;
    uint32_t unit;              /* bytes of a record */
    jac_samples_header *header; /* NULL: not open */
    char *records;
    uint64_t limit;    /* records that the file has room for now */
    uint64_t capacity; /* records that the mapping has room for */
    int growing;
    char name[PATH_MAX];
    struct stat identity;
} jac_ring;

/* Makes the file and maps it. 0 or an errno. May be called in a handler. */
int jac_ring_open(jac_ring *ring, const char *path, uint64_t capacity, long hz);
/* The next so many records, of which the first has the number that is given; or NULL. For handlers. */
void *jac_ring_claim(jac_ring *ring, uint64_t records, uint64_t *number);
/* Gives the file its final length; no handler may be at work. 0 or an errno. */
int jac_ring_finish(jac_ring *ring);
/* Forgets it: what is in the file stays there. */
void jac_ring_close(jac_ring *ring);

#endif
