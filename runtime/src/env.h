/* The two records behind the opaque types of jaculus.h. */
#ifndef JAC_ENV_H
#define JAC_ENV_H

#include "jaculus.h"

/* The links of the list of an env's blocks; also its head. */
typedef struct jac_link {
    struct jac_link *next;
    struct jac_link *previous;
} jac_link;

/* What a block's data are: plain bytes, a jac_list, a jac_generator, a jac_object. */
enum { JAC_PLAIN, JAC_LIST, JAC_GENERATOR, JAC_OBJECT };

struct jac_block {
    jac_link link;      /* link.next is NULL once the block has escaped */
    int64_t references; /* plain while linked, atomic afterwards */
    int64_t bytes;      /* as asked for */
    int32_t holders;    /* 1 while the references or the call hold it, and 1 for each jac_share; atomic */
    int32_t kind;       /* what ends with the block */
    void *base;         /* what malloc or mmap gave */
    size_t mapped;      /* length of the mapping; 0: from malloc */
    jac_env *env;       /* in whose list it is while it is linked */
};

/* Takes the block out of its env's list, if it is in one. */
void jac_unlink(jac_block *block);
/* Ends a reference that a list of this env has. */
void jac_end_reference(jac_env *env, jac_block *block);
/* For list.c: ends the references of a list's items, lets them escape (see block.c for when). */
void jac_list_end(jac_block *list);
void jac_list_escape(jac_block *list);
/* For generator.c: frees what only a generator has; ends the references that it has to others' blocks; lets those escape. */
void jac_generator_free(jac_block *block);
void jac_generator_let_go(jac_block *block);
void jac_generator_escape(jac_env *env, jac_block *block);
/* The block, or NULL for 0 and for the host's own owners. */
jac_block *jac_as_block(void *owner);

_Static_assert(sizeof(struct jac_block) <= JAC_DATA, "the data follow the header");

struct jac_env {
    uintptr_t stack_low; /* first, for kernels to read: below this jac_stack_low has a look; at first everywhere */
    int64_t *counts;   /* second: what jac_count_lines says */
    struct jac_counters *counters; /* all that this env has, the kernel's that is executed first */
    uintptr_t stack_high; /* the two bound the stack of the thread that asked last */
    int32_t held;
    int32_t waits; /* whether its thread does nothing but wait for the others of a region */
    jac_link blocks;
    jac_host_list *lists; /* what the host gave to the call */
    jac_host_function *host;
    void *host_context;
    int32_t keeps; /* the exception's arguments may lie in blocks of this env */
    jac_exception exception; /* the one on its way */
};

_Static_assert(offsetof(struct jac_env, stack_low) == 0, "kernels read it there");
_Static_assert(offsetof(struct jac_env, counts) == JAC_ENV_COUNTS, "kernels read it there");

/* For env.c: the counters of an env that ends. */
void jac_counts_leave(jac_env *env);

/* Moves the blocks of one env to the end of another's life: what a piece of a parallel region leaves in the caller's hands. */
void jac_env_give_blocks(jac_env *from, jac_env *to);

#endif
