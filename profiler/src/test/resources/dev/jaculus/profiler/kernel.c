/*
 * Two loops of the same body, one three times as long as the other, on lines that the tests know. The arguments: which
 * loops, and how long they are.
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>

typedef union { int64_t i; double d; } slot;

static __attribute__((noinline)) double long_loop(double x, int64_t n) {
    for (int64_t i = 0; i < 3 * n; i++)
        x = x * 0.999 + 1; /* LONG */
    return x;
}

static __attribute__((noinline)) double short_loop(double x, int64_t n) {
    for (int64_t i = 0; i < n; i++)
        x = x * 0.999 + 1; /* SHORT */
    return x;
}

static __attribute__((noinline)) double call_loop(double x, int64_t n) {
    for (int64_t i = 0; i < n; i++)
        x = exp(x * 1e-9); /* EXP */
    return x;
}

static __attribute__((noinline)) double wait_loop(double x, int64_t n) {
    int64_t sum = 0, sums = 0;
    for (int64_t i = 0; i < n; i++) {
        x = 1.5 / x + 1e-9; /* SLOW */
        sum += i ^ 5;
        sums += sum >> 3;
    }
    return x + (double) sums;
}

__attribute__((visibility("default"))) int32_t jaculus_entry(const slot *args, slot *results, void *env) {
    (void) env;
    int64_t n = args[1].i;
    switch (args[0].i) {
        case 0: results[0].d = long_loop(1, n) + short_loop(1, n); break;
        case 1: results[0].d = call_loop(1, n); break;
        default: results[0].d = wait_loop(1, n);
    }
    return 0;
}
