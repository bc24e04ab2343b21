/*
 * Objects: a block with the fields of an instance of a class in it (jac_object). A host keeps one between calls, and any call changes it in
 * place: what a kernel stores into an object that has escaped escapes with it. Objects may refer to one another in chains of any length and in
 * circles, so nothing here calls itself for the next one; circles are never freed.
 */
#include "env.h"
#include "object.h"

/* An owner that names nothing: that of a variable which is not bound. */
#define NOTHING ((void *) -1)

static void *(*keep_for_host)(void *owner);

void jac_hosts_owners(void *(*keep)(void *owner)) { keep_for_host = keep; }

static jac_object *object_in(jac_block *block) { return (jac_object *) (void *) ((char *) block + JAC_DATA); }

static int64_t words(const jac_object *object) { return (object->slots + 63) / 64; }

static uint64_t *owners_of(jac_object *object) { return (uint64_t *) (object->fields + object->slots); }

void *jac_object_new(jac_env *env, int64_t slots, const uint64_t *owners) {
    int64_t masks = (slots + 63) / 64;
    jac_block *block = jac_alloc_zeroed(env, (int64_t) sizeof(jac_object) + 8 * (masks + slots));
    if (block == NULL) return NULL;
    jac_object *object = object_in(block);
    object->slots = slots;
    for (int64_t i = 0; i < masks; i++) owners_of(object)[i] = owners[i];
    block->kind = JAC_OBJECT;
    return block;
}

/* What is to be stored into a container: with a reference of its own, and escaped if the container is. NOTHING: no memory. */
static void *kept(jac_env *env, const jac_block *container, void *value) {
    if (value == NULL || value == NOTHING) return NULL;
    if (((uintptr_t) value & 1) != 0) {
        value = keep_for_host == NULL ? NULL : keep_for_host(value);
        return value == NULL ? NOTHING : value;
    }
    jac_list *list = (jac_list *) (void *) ((char *) value + JAC_DATA);
    if (((jac_block *) value)->kind == JAC_LIST && list->pinned != NULL && !list->kept) {
        if (keep_for_host == NULL || keep_for_host((char *) list->pinned + 1) == NULL) return NOTHING;
        list->kept = 1; /* what keeps the host's object is never freed */
    }
    jac_retain(value);
    if (container->link.next == NULL) jac_escape(env, value);
    return value;
}

void *jac_list_keep(jac_env *env, void *list, void *value) { return kept(env, list, value); }

int32_t jac_object_set(jac_env *env, void *owner, int64_t slot, void *value) {
    jac_block *block = owner;
    void **field = &object_in(block)->fields[slot].p;
    value = kept(env, block, value);
    if (value == NOTHING) return -1;
    void *before = *field;
    *field = value;
    jac_list_release(env, before);
    return 0;
}

void jac_object_each(jac_block *block, jac_env *env, void (*use)(jac_env *, jac_block *)) {
    jac_object *object = object_in(block);
    for (int64_t i = 0; i < words(object); i++) {
        for (uint64_t owners = owners_of(object)[i]; owners != 0; owners &= owners - 1) {
            jac_block *one = jac_as_block(object->fields[64 * i + __builtin_ctzll(owners)].p);
            if (one != NULL) use(env, one);
        }
    }
}
