/* The smallest harness that does: tests are functions named by what they show, listed in a table at the end. */
#ifndef JAC_CHECK_H
#define JAC_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(condition)                                                                \
    do {                                                                                \
        if (!(condition)) {                                                             \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);   \
            exit(1);                                                                    \
        }                                                                               \
    } while (0)

typedef struct {
    const char *name;
    void (*run)(void);
} test;

#define TEST(name) {#name, name}

/* Runs all tests, or those whose name contains an argument. */
static inline int run_tests(const test *tests, size_t count, int argc, char **argv) {
    int ran = 0;
    for (size_t i = 0; i < count; i++) {
        int wanted = argc < 2;
        for (int a = 1; a < argc; a++) wanted |= strstr(tests[i].name, argv[a]) != NULL;
        if (!wanted) continue;
        fprintf(stderr, "  %s\n", tests[i].name);
        alarm(300); /* one that hangs is killed: a failure, and not a run without an end */
        tests[i].run();
        ran++;
    }
    alarm(0);
    return ran == 0;
}

#endif
