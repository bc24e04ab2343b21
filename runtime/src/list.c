/*
 * Lists: a block with a jac_list in it, and a block with the items.
 *
 * Both blocks are linked in the env of the call that made them, or neither is (the host made the list, or it has escaped); so jac_sweep
 * frees both, without a look at the references in them.
 */
#include "env.h"

#include <string.h>

static jac_list *list_in(jac_block *block) { return (jac_list *) ((char *) block + JAC_DATA); }

static jac_block *items_block(const jac_list *list) { return (jac_block *) (void *) (list->items - JAC_DATA); }

/* Calls `use` for each block that the items from `from` on refer to. */
static void each_owner(const jac_list *list, int64_t from, jac_env *env, void (*use)(jac_env *, jac_block *)) {
    for (uint64_t owners = list->owners; owners != 0; owners &= owners - 1) {
        const char *slot = list->items + 8 * __builtin_ctzll(owners);
        for (int64_t i = from; i < list->length; i++) {
            jac_block *block = jac_as_block(((const jac_slot *) (const void *) (slot + i * list->item_bytes))->p);
            if (block != NULL) use(env, block);
        }
    }
}

/*
 * So many that kernels cannot use them up. Threads may count a pinned list's references at the same time, which loses some: nobody reads the count.
 */
static const int64_t PINNED = (int64_t) 1 << 62;

static int is_pinned(jac_block *block) { return block->kind == JAC_LIST && list_in(block)->pinned != NULL; }

static void escape_block(jac_env *env, jac_block *block) { jac_escape(env, block); }

void jac_list_end(jac_block *block) {
    jac_list *list = list_in(block);
    each_owner(list, 0, block->env, jac_end_reference);
    jac_release(block->env, items_block(list));
}

void jac_list_escape(jac_block *block) {
    jac_list *list = list_in(block);
    jac_unlink(items_block(list));
    each_owner(list, 0, NULL, escape_block);
}

static char *new_items(jac_env *env, int64_t item_bytes, int64_t capacity) {
    int64_t bytes;
    if (__builtin_mul_overflow(item_bytes, capacity, &bytes)) return NULL;
    char *block = jac_alloc(env, bytes);
    return block == NULL ? NULL : block + JAC_DATA;
}

void *jac_list_new(jac_env *env, int64_t item_bytes, uint64_t owners, int64_t room) {
    jac_block *block = jac_alloc(env, (int64_t) sizeof(jac_list));
    if (block == NULL) return NULL;
    jac_list *list = list_in(block);
    int64_t capacity = room < 4 ? 4 : room;
    *list = (jac_list){.capacity = capacity, .item_bytes = item_bytes, .owners = owners};
    list->items = new_items(env, item_bytes, capacity);
    if (list->items == NULL) {
        jac_release(env, block);
        return NULL;
    }
    block->kind = JAC_LIST;
    return block;
}

/* Half as much again as is needed: appending n items copies 2 n. */
static int32_t grow(jac_env *env, jac_block *block, jac_list *list, int64_t length) {
    int64_t capacity = length + (length >> 1) + 4;
    char *items = new_items(block->link.next == NULL ? NULL : env, list->item_bytes, capacity);
    if (items == NULL) return -1;
    memcpy(items, list->items, (size_t) (list->length * list->item_bytes));
    jac_release(env, items_block(list));
    list->items = items;
    list->capacity = capacity;
    return 0;
}

static void shrink(jac_env *env, jac_list *list, int64_t length) {
    if (list->owners == 0) {
        list->length = length;
        return;
    }
    jac_list gone = *list;
    list->length = length; /* first: the end of an item must not find it in the list */
    each_owner(&gone, length, env, jac_end_reference);
}

int32_t jac_list_reserve(jac_env *env, void *owner, int64_t room) {
    jac_list *list = list_in(owner);
    return room > list->capacity ? grow(env, owner, list, room) : 0;
}

int32_t jac_list_resize(jac_env *env, void *owner, int64_t length) {
    jac_block *block = owner;
    jac_list *list = list_in(block);
    if (length < list->length) {
        shrink(env, list, length);
        return 0;
    }
    if (length > list->capacity && grow(env, block, list, length) != 0) return -1;
    if (list->owners != 0) {
        memset(list->items + list->length * list->item_bytes, 0, (size_t) ((length - list->length) * list->item_bytes));
    }
    list->length = length;
    return 0;
}

void jac_list_release(jac_env *env, void *list) { jac_release(env, list); }

/* An object's references have all been counted: a module that has objects ends those of its variables before an exception leaves. */
static int is_counted(jac_block *block) { return is_pinned(block) || block->kind == JAC_OBJECT; }

/* Each block that is reached gets 0 references; one that has them already was here before. */
static void forget(jac_env *env, jac_block *block) {
    if (is_counted(block)) return;
    int64_t before = block->references;
    block->references = 0;
    if (before != 0 && block->kind == JAC_LIST) each_owner(list_in(block), 0, env, forget);
}

static void recount(jac_env *env, jac_block *block) {
    if (is_counted(block)) return;
    if (block->references++ != 0) return;
    jac_unlink(block);
    if (block->kind != JAC_LIST) return;
    jac_unlink(items_block(list_in(block)));
    each_owner(list_in(block), 0, env, recount);
}

void jac_env_lists(jac_env *env, jac_host_list *lists) { env->lists = lists; }

void jac_lists_leave(jac_env *env, int32_t failed) {
    for (jac_host_list *one = env->lists; one != NULL; one = one->next) {
        if (failed) {
            forget(NULL, one->list);
        } else if (list_in(one->list)->owners != 0) {
            jac_list_escape(one->list);
        }
    }
    for (jac_host_list *one = env->lists; one != NULL && failed; one = one->next) {
        recount(NULL, one->list);
    }
}

void *jac_list_pinned(int64_t item_bytes, int64_t room, void *host) {
    jac_block *block = jac_list_new(NULL, item_bytes, 0, room);
    if (block == NULL) return NULL;
    block->references = PINNED;
    list_in(block)->pinned = host;
    return block;
}

void *jac_list_pin(void *owner, void *host) {
    jac_block *block = owner;
    const jac_list *list = list_in(block);
    if (block->references == 1 && block->holders == 1) { /* ours; no other thread can have it */
        block->references = PINNED;
        list_in(block)->pinned = host;
        return block;
    }
    jac_block *copy = jac_list_pinned(list->item_bytes, list->length, host);
    if (copy != NULL) {
        memcpy(list_in(copy)->items, list->items, (size_t) (list->length * list->item_bytes));
        list_in(copy)->length = list->length;
    }
    jac_release_host(block);
    return copy;
}

void jac_list_pin_kept(void *owner, void *host) {
    jac_block *block = owner;
    block->references = PINNED;
    list_in(block)->pinned = host;
    list_in(block)->kept = 1;
}

void jac_list_unpin(void *owner) {
    jac_block *block = owner;
    list_in(block)->pinned = NULL;
    block->references = 1;
    jac_release_host(block);
}

static int32_t copy_owners(jac_env *env, const jac_list *copy, uint64_t owners) {
    int32_t failed = 0;
    for (; owners != 0; owners &= owners - 1) {
        char *slot = copy->items + 8 * __builtin_ctzll(owners);
        for (int64_t i = 0; i < copy->length; i++) {
            jac_slot *owner = (jac_slot *) (void *) (slot + i * copy->item_bytes);
            jac_block *block = jac_as_block(owner->p);
            if (block == NULL) continue;
            owner->p = block->kind == JAC_LIST ? jac_list_copy(env, block) : jac_proxy(env, block);
            failed |= owner->p == NULL;
        }
    }
    return failed;
}

void *jac_list_copy(jac_env *env, void *owner) {
    const jac_list *list = list_in(owner);
    jac_block *block = jac_list_new(env, list->item_bytes, list->owners, list->length);
    if (block == NULL) return NULL;
    jac_list *copy = list_in(block);
    memcpy(copy->items, list->items, (size_t) (list->length * list->item_bytes));
    copy->length = list->length;
    return copy_owners(env, copy, list->owners) == 0 ? block : NULL; /* what is there already goes with the call */
}
