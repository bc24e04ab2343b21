/* Objects: what their fields refer to, what outlives a call, long chains and circles. Run it under the sanitisers: a leak is a failure. */
#include "check.h"
#include "env.h"

enum { LONG = 1000000 };

static int64_t references(void *block) { return ((jac_block *) block)->references; }

static const uint64_t FIRST = 1;

static void **field(void *object, int64_t slot) {
    jac_object *inside = (jac_object *) (void *) ((char *) object + JAC_DATA);
    return &inside->fields[slot].p;
}

static void fields_count_what_they_refer_to(void) {
    jac_env *env = jac_env_new();
    void *object = jac_object_new(env, 2, &FIRST), *block = jac_alloc(env, 100), *other = jac_alloc(env, 8);
    CHECK(*field(object, 0) == NULL && *field(object, 1) == NULL);
    CHECK(jac_object_set(env, object, 0, block) == 0 && references(block) == 2);
    CHECK(jac_object_set(env, object, 0, block) == 0 && references(block) == 2);
    CHECK(jac_object_set(env, object, 0, other) == 0 && references(block) == 1 && references(other) == 2);
    jac_release(env, other);
    jac_release(env, object);
    jac_release(env, block);
    CHECK(env->blocks.next == &env->blocks);
    jac_env_free(env);
}

static void what_an_escaped_object_gets_escapes(void) {
    jac_env *env = jac_env_new();
    void *object = jac_object_new(env, 2, &FIRST), *next = jac_object_new(env, 2, &FIRST), *block = jac_alloc(env, 8);
    jac_escape(env, object);
    CHECK(jac_object_set(env, next, 0, block) == 0);
    CHECK(jac_object_set(env, object, 0, next) == 0);
    jac_release(env, next);
    jac_release(env, block);
    jac_sweep(env); /* the call has failed */
    CHECK(references(next) == 1 && references(block) == 1);
    jac_release_host(object);
    jac_env_free(env);
}

static void many_fields(void) {
    jac_env *env = jac_env_new();
    uint64_t owners[3] = {0, (uint64_t) 1 << 63, 1};
    void *object = jac_object_new(env, 130, owners), *block = jac_alloc(env, 8);
    CHECK(jac_object_set(env, object, 127, block) == 0 && jac_object_set(env, object, 128, block) == 0);
    CHECK(references(block) == 3);
    jac_release(env, object);
    CHECK(references(block) == 1);
    jac_sweep(env);
    jac_env_free(env);
}

static void a_long_chain_needs_no_stack(void) {
    jac_env *env = jac_env_new();
    void *first = NULL;
    for (int i = 0; i < LONG; i++) {
        void *one = jac_object_new(env, 2, &FIRST);
        CHECK(jac_object_set(env, one, 0, first) == 0);
        jac_release(env, first);
        first = one;
    }
    jac_escape(env, first);
    CHECK(env->blocks.next == &env->blocks);
    jac_release_host(first);
    jac_env_free(env);
}

static void a_circle_is_swept_or_opened(void) {
    jac_env *env = jac_env_new();
    void *one = jac_object_new(env, 1, &FIRST), *other = jac_object_new(env, 1, &FIRST);
    CHECK(jac_object_set(env, one, 0, other) == 0 && jac_object_set(env, other, 0, one) == 0);
    jac_sweep(env);
    one = jac_object_new(env, 1, &FIRST);
    CHECK(jac_object_set(env, one, 0, one) == 0);
    jac_escape(env, one);
    CHECK(jac_object_set(env, one, 0, NULL) == 0 && references(one) == 1);
    jac_release_host(one);
    jac_env_free(env);
}

static void *kept;

static void let_go(void *object) { kept = object == &kept ? NULL : kept; }

static void *keep(void *owner) {
    kept = owner;
    return jac_foreign(NULL, &kept, let_go);
}

static void the_hosts_owners_are_kept(void) {
    jac_env *env = jac_env_new();
    jac_hosts_owners(keep);
    void *object = jac_object_new(env, 1, &FIRST);
    CHECK(jac_object_set(env, object, 0, (void *) 7) == 0 && kept == (void *) 7 && *field(object, 0) != NULL);
    jac_escape(env, object);
    jac_sweep(env);
    jac_release_host(object);
    CHECK(kept == NULL);
    jac_env_free(env);
}

static void lists_and_objects_hold_one_another(void) {
    jac_env *env = jac_env_new();
    void *list = jac_list_new(env, 8, 1, 1), *object = jac_object_new(env, 1, &FIRST), *inner = jac_list_new(env, 8, 0, 4);
    CHECK(jac_list_resize(env, list, 1) == 0 && jac_object_set(env, object, 0, inner) == 0);
    ((void **) (void *) ((jac_list *) (void *) ((char *) list + JAC_DATA))->items)[0] = object; /* its reference moves */
    jac_release(env, inner);
    jac_escape(env, list);
    CHECK(env->blocks.next == &env->blocks);
    jac_release_host(list);
    jac_env_free(env);
}

int main(int argc, char **argv) {
    const test tests[] = {
        TEST(fields_count_what_they_refer_to),
        TEST(what_an_escaped_object_gets_escapes),
        TEST(many_fields),
        TEST(a_long_chain_needs_no_stack),
        TEST(a_circle_is_swept_or_opened),
        TEST(the_hosts_owners_are_kept),
        TEST(lists_and_objects_hold_one_another),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
