/*
 * Reference-counted blocks: the memory of the arrays that kernels make.
 *
 * A block lives in its env's list until it escapes, so a call that fails frees everything without having counted
 * right. Its count is plain until then: only the thread of the env sees it. An escaped block belongs to hosts, whose
 * threads end references with an atomic decrement. (A host passes such an array back as its own odd owner, so no kernel
 * ever counts a block that another thread may count.)
 */
#include "allocations.h"
#include "env.h"
#include "large.h"
#include "object.h"
#include "pool.h"

#include <stdlib.h>
#include <string.h>

enum {
    LARGE = 1024 * 1024, /* from here on blocks are mapped, see large.c */
    ALIGN_FROM = 1024,   /* smaller ones keep malloc's 16-byte alignment: vectors hardly matter, the room does */
    CACHE_LINE = 64
};

/* The data of a block that stands for an object of the host's, and the size that says so. */
typedef struct {
    void *object;
    void (*end)(void *);
} foreign;

static const int64_t FOREIGN = -1;

jac_block *jac_as_block(void *owner) {
    return ((uintptr_t) owner & 1) != 0 ? NULL : (jac_block *) owner;
}

void jac_unlink(jac_block *block) {
    if (block->link.next == NULL) return;
    block->link.next->previous = block->link.previous;
    block->link.previous->next = block->link.next;
    block->link.next = NULL;
}

static void free_block(jac_block *block) {
    /* Nobody shares a block that has one holder, so only the rare other case pays for atomicity. */
    if (__atomic_load_n(&block->holders, __ATOMIC_ACQUIRE) != 1
            && __atomic_sub_fetch(&block->holders, 1, __ATOMIC_ACQ_REL) != 0) {
        return;
    }
    if (__builtin_expect(jac_memory_watched, 0)) jac_memory_block_ends(block);
    if (block->kind == JAC_GENERATOR) jac_generator_free(block);
    if (block->bytes == FOREIGN) {
        const foreign *data = (const foreign *) ((char *) block + JAC_DATA);
        data->end(data->object);
    }
    if (block->mapped == 0) {
        free(block->base);
    } else {
        jac_large_free(block);
    }
}

static jac_block *small_block(size_t bytes) {
    size_t slack = bytes >= ALIGN_FROM ? CACHE_LINE - 1 : 0;
    char *base = malloc(JAC_DATA + bytes + slack);
    if (base == NULL) {
        jac_trim();
        base = malloc(JAC_DATA + bytes + slack);
        if (base == NULL) return NULL;
    }
    jac_block *block = (jac_block *) (((uintptr_t) base + slack) & ~(uintptr_t) slack);
    block->base = base;
    block->mapped = 0;
    return block;
}

static void *allocate(jac_env *env, int64_t bytes, int zeroed) {
    if (bytes < 0) return NULL;
    int fresh = 0;
    jac_block *block = bytes < LARGE ? small_block((size_t) bytes) : jac_large_alloc((size_t) bytes, &fresh);
    if (block == NULL) return NULL;
    if (zeroed && !fresh) memset((char *) block + JAC_DATA, 0, (size_t) bytes);
    block->references = 1;
    block->holders = 1;
    block->bytes = bytes;
    block->env = env;
    block->kind = JAC_PLAIN;
    if (env == NULL) {
        block->link.next = NULL;
    } else {
        block->link.next = env->blocks.next;
        block->link.previous = &env->blocks;
        env->blocks.next->previous = &block->link;
        env->blocks.next = &block->link;
    }
    return __builtin_expect(jac_memory_watched, 0) ? jac_memory_block(block) : block;
}

void *jac_alloc(jac_env *env, int64_t bytes) { return allocate(env, bytes, 0); }

void *jac_alloc_zeroed(jac_env *env, int64_t bytes) { return allocate(env, bytes, 1); }

/* Blocks in a row, by the link that an escaped one does not need. */
typedef struct {
    jac_block *first;
    int busy;
} row;

static void put(row *row, jac_block *block) {
    block->link.previous = (jac_link *) row->first;
    row->first = block;
}

static jac_block *take(row *row) {
    jac_block *block = row->first;
    if (block != NULL) row->first = (jac_block *) block->link.previous;
    return block;
}

static _Thread_local row ending, escaping;

/* The last reference to an object has ended. What that ends in turn ends after it, so that a chain of objects needs no stack. */
static void end_object(jac_block *object) {
    jac_unlink(object);
    put(&ending, object);
    if (ending.busy) return;
    ending.busy = 1;
    while ((object = take(&ending)) != NULL) {
        jac_object_each(object, object->env, jac_end_reference);
        free_block(object);
    }
    ending.busy = 0;
}

/* The last reference has ended. */
static void end_block(jac_block *block) {
    if (block->kind == JAC_OBJECT) {
        end_object(block);
        return;
    }
    if (block->kind == JAC_LIST) jac_list_end(block);
    if (block->kind == JAC_GENERATOR) jac_generator_let_go(block);
    jac_unlink(block);
    free_block(block);
}

void *jac_foreign(jac_env *env, void *object, void (*end)(void *)) {
    jac_block *block = allocate(env, sizeof(foreign), 0);
    if (block == NULL) return NULL;
    *(foreign *) ((char *) block + JAC_DATA) = (foreign) {object, end};
    block->bytes = FOREIGN;
    return block;
}

/* How many calls run at the moment whose objects other threads may use too. */
static int counted_by_many;

void jac_count_atomically(int32_t more) { __atomic_add_fetch(&counted_by_many, more, __ATOMIC_SEQ_CST); }

void jac_retain(void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block == NULL) return;
    if (__builtin_expect(jac_parallel_active | counted_by_many, 0)) {
        __atomic_add_fetch(&block->references, 1, __ATOMIC_RELAXED);
    } else {
        block->references++;
    }
}

void jac_release(jac_env *env, void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block == NULL) return;
    if (__builtin_expect(jac_parallel_active | counted_by_many, 0)) {
        if (__atomic_sub_fetch(&block->references, 1, __ATOMIC_ACQ_REL) > 0) return;
        if (block->link.next != NULL && block->env != env) return;
    } else if (--block->references > 0) {
        return;
    }
    end_block(block);
}

static void escape_block(jac_env *env, jac_block *block) { jac_escape(env, block); }

static void escape_object(jac_env *env, jac_block *object) {
    if (object->link.next == NULL) return;
    jac_unlink(object);
    put(&escaping, object);
    if (escaping.busy) return;
    escaping.busy = 1;
    while ((object = take(&escaping)) != NULL) jac_object_each(object, env, escape_block);
    escaping.busy = 0;
}

void jac_escape(jac_env *env, void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block == NULL) return;
    if (block->kind == JAC_OBJECT) {
        escape_object(env, block);
        return;
    }
    jac_unlink(block);
    if (block->kind == JAC_LIST) jac_list_escape(block);
    if (block->kind == JAC_GENERATOR) jac_generator_escape(env, block);
}

void jac_sweep(jac_env *env) {
    jac_link *link = env->blocks.next;
    while (link != &env->blocks) {
        jac_block *block = (jac_block *) link;
        link = link->next;
        free_block(block);
    }
    env->blocks.next = env->blocks.previous = &env->blocks;
}

void jac_env_give_blocks(jac_env *from, jac_env *to) {
    if (from->blocks.next == &from->blocks) return;
    for (jac_link *link = from->blocks.next; link != &from->blocks; link = link->next) ((jac_block *) link)->env = to;
    from->blocks.previous->next = to->blocks.next;
    to->blocks.next->previous = from->blocks.previous;
    to->blocks.next = from->blocks.next;
    from->blocks.next->previous = &to->blocks;
    from->blocks.next = from->blocks.previous = &from->blocks;
}

void jac_release_host(void *owner) {
    jac_block *block = jac_as_block(owner);
    /* acquire-release: what other threads wrote to the data happens before its memory is used again */
    if (block != NULL && __atomic_sub_fetch(&block->references, 1, __ATOMIC_ACQ_REL) == 0) end_block(block);
}

void jac_end_reference(jac_env *env, jac_block *block) {
    if (__atomic_sub_fetch(&block->references, 1, __ATOMIC_ACQ_REL) > 0) return;
    /* Another thread's blocks are that thread's to free: its sweep does. */
    if (jac_parallel_active && block->link.next != NULL && block->env != env) return;
    end_block(block);
}

void jac_retain_host(void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block != NULL) __atomic_add_fetch(&block->references, 1, __ATOMIC_RELAXED);
}

void jac_share(void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block != NULL) __atomic_add_fetch(&block->holders, 1, __ATOMIC_RELAXED);
}

void jac_unshare(void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block != NULL) free_block(block);
}

int64_t jac_block_bytes(const void *owner) {
    return owner == NULL || ((uintptr_t) owner & 1) != 0 ? 0 : ((const jac_block *) owner)->bytes;
}
