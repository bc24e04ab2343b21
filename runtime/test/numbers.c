/* Random numbers, and functions of BLAS and LAPACK by name. */
#include "check.h"
#include "jaculus_fortran.h"
#include "jaculus_random.h"

#include <pthread.h>

static void the_words_of_mt19937(void) {
    jac_random_seed(0, 5489);
    CHECK(jac_random_word(0) == 3499211612); /* as mt19937ar.c, and the C++ standard for its 10000th */
    for (int i = 2; i < 10000; i++) jac_random_word(0);
    CHECK(jac_random_word(0) == 4123659995);
}

static void streams_are_apart(void) {
    jac_random_seed(0, 7);
    jac_random_seed(1, 7);
    double first = jac_random_double(0), normal = jac_random_gauss(0);
    for (int i = 0; i < 1000; i++) jac_random_gauss(0);
    CHECK(jac_random_double(1) == first);
    CHECK(jac_random_gauss(1) == normal);
    jac_random_seed(0, 7); /* forgets the second of a pair, too */
    CHECK(jac_random_double(0) == first);
    CHECK(jac_random_gauss(0) == normal);
}

static void *draw(void *into) {
    *(int64_t *) into = (int64_t) ((uint64_t) jac_random_word(0) << 32 | (uint64_t) jac_random_word(0));
    return NULL;
}

static void threads_begin_with_anything(void) {
    int64_t drawn[8] = {0};
    pthread_t threads[8];
    for (int i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, draw, &drawn[i]) == 0);
    for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < 8; i++) {
        for (int j = 0; j < i; j++) CHECK(drawn[i] != drawn[j]);
    }
}

static int64_t name_of(const char *name) {
    int64_t bytes = 0;
    memcpy(&bytes, name, strlen(name));
    return bytes;
}

static void a_function_that_is_not_there(void) {
    void *arguments[JAC_FORTRAN_ARGUMENTS] = {0};
    jac_fortran_library("/nowhere/at/all.so");
    CHECK(jac_fortran(name_of("nothing"), arguments) == 0);
    for (int i = 0; i < 1000; i++) CHECK(jac_fortran(name_of("nothing") + i, arguments) == 0); /* more than are kept */
}

static void *given;

static void of_the_host(void *const *arguments) { given = arguments[1]; }

static void a_function_of_the_hosts(void) {
    int64_t number = 7;
    void *arguments[JAC_FORTRAN_ARGUMENTS] = {NULL, &number};
    jac_fortran_provide("eight888", of_the_host);
    CHECK(jac_fortran(name_of("eight888"), arguments) == 64);
    CHECK(given == &number);
}

int main(int argc, char **argv) {
    const test tests[] = {
        TEST(the_words_of_mt19937),
        TEST(streams_are_apart),
        TEST(threads_begin_with_anything),
        TEST(a_function_of_the_hosts),
        TEST(a_function_that_is_not_there),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
