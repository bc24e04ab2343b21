/* Lists: growth, references of items, what outlives a call. Run it under valgrind or the sanitisers: a leak or a double free is a failure. */
#include "check.h"
#include "env.h"

static jac_list *inside(void *list) { return (jac_list *) (void *) ((char *) list + JAC_DATA); }

static int64_t references(void *block) { return ((jac_block *) block)->references; }

static void put(void *list, int64_t place, void *block) {
    jac_retain(block);
    ((void **) (void *) inside(list)->items)[place] = block;
}

static void a_list_grows_and_shrinks(void) {
    jac_env *env = jac_env_new();
    void *list = jac_list_new(env, 8, 0, 0);
    for (int64_t i = 0; i < 1000; i++) {
        CHECK(jac_list_resize(env, list, i + 1) == 0);
        ((int64_t *) (void *) inside(list)->items)[i] = i;
    }
    CHECK(jac_list_resize(env, list, 10) == 0);
    CHECK(inside(list)->length == 10);
    for (int64_t i = 0; i < 10; i++) CHECK(((int64_t *) (void *) inside(list)->items)[i] == i);
    CHECK(jac_list_resize(env, list, INT64_MAX / 4) != 0);
    CHECK(inside(list)->length == 10);
    jac_release(env, list);
    CHECK(env->blocks.next == &env->blocks);
    jac_env_free(env);
}

static void items_that_go_end(void) {
    jac_env *env = jac_env_new();
    void *outer = jac_list_new(env, 8, 1, 0), *inner = jac_list_new(env, 8, 0, 4), *block = jac_alloc(env, 100);
    CHECK(jac_list_resize(env, outer, 3) == 0);
    CHECK(((void **) (void *) inside(outer)->items)[2] == NULL);
    put(outer, 0, inner);
    put(outer, 1, block);
    put(outer, 2, block);
    CHECK(references(block) == 3 && references(inner) == 2);
    CHECK(jac_list_resize(env, outer, 2) == 0);
    CHECK(references(block) == 2);
    jac_release(env, inner);
    jac_release(env, block);
    jac_list_release(env, outer);
    CHECK(env->blocks.next == &env->blocks);
    jac_env_free(env);
}

static void a_result_takes_its_items_along(void) {
    jac_env *env = jac_env_new();
    void *list = jac_list_new(env, 8, 1, 1), *block = jac_alloc(env, 8);
    CHECK(jac_list_resize(env, list, 1) == 0);
    put(list, 0, block);
    jac_release(env, block);
    jac_escape(env, list);
    jac_sweep(env);
    CHECK(references(block) == 1);
    jac_release_host(list);
    jac_env_free(env);
}

static void the_hosts_lists_are_whole_after_a_failure(void) {
    jac_env *env = jac_env_new();
    void *one = jac_list_new(NULL, 8, 1, 1), *other = jac_list_new(NULL, 8, 1, 1), *block = jac_alloc(env, 8);
    jac_host_list second = {NULL, other}, first = {&second, one};
    jac_env_lists(env, &first);
    CHECK(jac_list_resize(env, one, 2) == 0 && jac_list_resize(env, other, 1) == 0);
    put(one, 0, block);
    put(one, 1, other);
    put(other, 0, block);
    for (int i = 0; i < 5; i++) jac_retain(block), jac_retain(one); /* variables of the kernel, which nobody ends */
    jac_alloc(env, 1000);
    jac_lists_leave(env, 1);
    jac_sweep(env);
    CHECK(references(one) == 1 && references(other) == 2 && references(block) == 2);
    jac_env_lists(env, NULL);
    jac_release_host(one);
    jac_release_host(other);
    jac_env_free(env);
}

static void a_pinned_list_is_the_hosts(void) {
    jac_env *env = jac_env_new();
    int host;
    void *list = jac_list_pinned(8, 0, &host), *outer = jac_list_new(NULL, 8, 1, 1);
    CHECK(inside(list)->pinned == &host);
    for (int64_t i = 0; i < 100; i++) CHECK(jac_list_resize(env, list, i + 1) == 0);
    jac_host_list lists = {NULL, outer};
    jac_env_lists(env, &lists);
    CHECK(jac_list_resize(env, outer, 1) == 0);
    put(outer, 0, list);
    for (int i = 0; i < 5; i++) jac_retain(list); /* variables of a kernel that fails */
    jac_lists_leave(env, 1);
    jac_env_lists(env, NULL);
    for (int i = 0; i < 50; i++) jac_release(env, list); /* more than there ever were */
    jac_sweep(env);
    CHECK(inside(list)->length == 100);
    jac_release_host(outer);
    CHECK(inside(list)->length == 100);
    jac_list_unpin(list);
    jac_env_free(env);
}

static void a_kernels_list_is_pinned(void) {
    jac_env *env = jac_env_new();
    int host, other;
    void *list = jac_list_new(env, 8, 0, 0);
    CHECK(jac_list_resize(env, list, 2) == 0);
    ((int64_t *) (void *) inside(list)->items)[1] = 7;
    jac_retain(list); /* another result is this list too */
    jac_escape(env, list);
    jac_sweep(env);
    void *copy = jac_list_pin(list, &host);
    CHECK(copy != list && inside(copy)->pinned == &host && inside(list)->pinned == NULL);
    CHECK(jac_list_pin(list, &other) == list && inside(list)->pinned == &other);
    CHECK(inside(copy)->length == 2 && ((int64_t *) (void *) inside(copy)->items)[1] == 7);
    jac_list_unpin(copy);
    CHECK(((int64_t *) (void *) inside(list)->items)[1] == 7);
    jac_list_unpin(list);
    jac_env_free(env);
}

int main(int argc, char **argv) {
    const test tests[] = {
        TEST(a_list_grows_and_shrinks),
        TEST(items_that_go_end),
        TEST(a_result_takes_its_items_along),
        TEST(the_hosts_lists_are_whole_after_a_failure),
        TEST(a_pinned_list_is_the_hosts),
        TEST(a_kernels_list_is_pinned),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
