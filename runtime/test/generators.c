/* Generators with bodies in C: who keeps what alive, and that nothing is left. Run it under valgrind or the sanitisers, as lists.c. */
#include "check.h"
#include "env.h"

static int64_t references(void *block) { return ((jac_block *) block)->references; }

static jac_generator *inside(void *generator) { return (jac_generator *) (void *) ((char *) generator + JAC_DATA); }

/* What a body's variables are: its generator, its argument, an array, how often it was asked. */
typedef struct {
    void *generator, *argument, *array;
    int64_t asked;
} frame;

enum { FAILS_AT = 4 };

static void end(frame *f, int32_t status) {
    inside(f->generator)->status = status;
    inside(f->generator)->state = JAC_ENDED;
}

/* Yields its own array again and again; then raises. */
static void body(void *data) {
    frame *f = data;
    jac_generator *g = inside(f->generator);
    if (g->state == JAC_CLOSING) {
        if (f->array != NULL) jac_release(g->env, f->array);
        end(f, JAC_OK);
        return;
    }
    if (f->array == NULL) f->array = jac_alloc(g->env, 100);
    if (++f->asked == FAILS_AT) {
        jac_arguments(g->env)->p = f->array;
        jac_keep(g->env);
        jac_trace(g->env, 3);
        end(f, 7);
        return;
    }
    g->item[0].p = f->array;
}

static void *made(jac_env *env, void *array, void *list) {
    void *generator = jac_generator_new(env, 1, list != NULL);
    jac_generator *g = inside(generator);
    if (list != NULL) jac_generator_hold(generator, list);
    void *argument = jac_proxy(g->env, array);
    frame *f = jac_generator_frame(generator, (int64_t) sizeof(frame));
    *f = (frame){generator, argument, NULL, 0};
    g->frame = f;
    g->resume = body;
    return generator;
}

static void an_argument_outlives_the_call_that_gave_it(void) {
    jac_env *env = jac_env_new();
    void *array = jac_alloc(env, 1000);
    void *generator = made(env, array, NULL);
    jac_release(env, array);
    jac_escape(env, generator);
    jac_sweep(env);
    jac_env_free(env);
    ((char *) array)[JAC_DATA] = 1; /* whoever looks for errors sees this */
    CHECK(jac_generator_step(generator) == JAC_OK);
    jac_release_host(generator);
}

static void what_it_gave_outlives_it(void) {
    jac_env *env = jac_env_new();
    void *generator = made(env, NULL, NULL);
    CHECK(jac_generator_next(env, generator) == JAC_OK);
    void *item = jac_proxy(env, inside(generator)->item[0].p);
    void *data = (char *) inside(generator)->item[0].p + JAC_DATA;
    jac_release(env, generator);
    *(char *) data = 1;
    jac_release(env, item);
    CHECK(env->blocks.next == &env->blocks);
    jac_env_free(env);
}

static void an_exception_takes_its_arguments_along(void) {
    jac_env *env = jac_env_new();
    void *generator = made(env, NULL, NULL);
    for (int i = 1; i < FAILS_AT; i++) CHECK(jac_generator_next(env, generator) == JAC_OK);
    CHECK(jac_generator_next(env, generator) == 7);
    CHECK(inside(generator)->state == JAC_ENDED && inside(generator)->env == NULL);
    *((char *) jac_arguments(env)->p + JAC_DATA) = 1;
    int32_t site = 0;
    CHECK(jac_env_trace(env, &site, 1) == 1 && site == 3);
    CHECK(jac_generator_next(env, generator) == JAC_OK); /* and gives nothing */
    jac_env_free(env);
}

static void a_body_is_told_to_close_by_the_last_reference(void) {
    jac_env *env = jac_env_new();
    void *list = jac_list_new(NULL, 8, 0, 1);
    void *generator = made(env, NULL, list);
    CHECK(references(list) == 2);
    CHECK(jac_generator_next(env, generator) == JAC_OK);
    jac_retain(generator);
    jac_release(env, generator);
    CHECK(inside(generator)->state == JAC_WAITING);
    jac_release(env, generator);
    CHECK(references(list) == 1);
    CHECK(env->blocks.next == &env->blocks);
    jac_release_host(list);
    jac_env_free(env);
}

static void a_copy_of_a_list_is_whole(void) {
    jac_env *from = jac_env_new(), *to = jac_env_new();
    void *outer = jac_list_new(from, 8, 1, 2), *inner = jac_list_new(from, 8, 0, 1), *array = jac_alloc(from, 8);
    CHECK(jac_list_resize(from, outer, 2) == 0 && jac_list_resize(from, inner, 1) == 0);
    void **items = (void **) (void *) ((jac_list *) (void *) ((char *) outer + JAC_DATA))->items;
    items[0] = inner;
    items[1] = array;
    void *copy = jac_list_copy(to, outer);
    jac_env_free(from);
    jac_list *list = (jac_list *) (void *) ((char *) copy + JAC_DATA);
    CHECK(list->length == 2);
    *((char *) array + JAC_DATA) = 1;
    jac_list_release(to, copy);
    CHECK(to->blocks.next == &to->blocks);
    jac_env_free(to);
}

int main(int argc, char **argv) {
    const test tests[] = {
        TEST(an_argument_outlives_the_call_that_gave_it),
        TEST(what_it_gave_outlives_it),
        TEST(an_exception_takes_its_arguments_along),
        TEST(a_body_is_told_to_close_by_the_last_reference),
        TEST(a_copy_of_a_list_is_whole),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
