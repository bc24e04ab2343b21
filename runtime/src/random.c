/* The Mersenne twister, one for each thread and stream. */
#include "jaculus_random.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum { WORDS = 624, MIDDLE = 397 };

typedef struct {
    uint32_t words[WORDS];
    int next; /* 0: it was never seeded, else the place behind the last word that was taken, plus 1 */
    int spare_is_there;
    double spare;
} stream;

/* Apart, for a library that is loaded late gets little thread-local memory. */
static _Thread_local __attribute__((tls_model("initial-exec"))) stream *streams;

static pthread_key_t ends;
static pthread_once_t made = PTHREAD_ONCE_INIT;

/* Should there be no memory, threads share these. */
static stream shared[2];

static void end_of_thread(void *own) {
    streams = NULL;
    free(own);
}

/* A child would draw what its parent draws. As in Numba, one that was seeded is not seeded any more either. */
static void forked(void) {
    if (streams != NULL) streams[0].next = streams[1].next = 0;
}

static void make_key(void) {
    pthread_key_create(&ends, end_of_thread);
    pthread_atfork(NULL, NULL, forked);
}

static stream *stream_of(int64_t which) {
    if (__builtin_expect(streams == NULL, 0)) {
        pthread_once(&made, make_key);
        stream *own = calloc(2, sizeof *own);
        if (own == NULL || pthread_setspecific(ends, own) != 0) {
            free(own);
            return &shared[which];
        }
        streams = own;
    }
    return &streams[which];
}

static void seed_stream(stream *it, uint32_t seed) {
    for (uint32_t i = 0; i < WORDS; i++) {
        it->words[i] = seed;
        seed = 1812433253u * (seed ^ seed >> 30) + i + 1;
    }
    it->next = WORDS + 1;
    it->spare_is_there = 0;
}

static void seed_with_anything(stream *it) {
    uint32_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t) sizeof seed) {
        seed = (uint32_t) time(NULL) ^ (uint32_t) (uintptr_t) it;
    }
    seed_stream(it, seed);
}

static uint32_t twist(uint32_t high, uint32_t low) {
    uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
    return mixed >> 1 ^ (-(mixed & 1) & 0x9908b0dfu);
}

static void refill(stream *it) {
    uint32_t *w = it->words;
    for (int i = 0; i < WORDS - MIDDLE; i++) w[i] = w[i + MIDDLE] ^ twist(w[i], w[i + 1]);
    for (int i = WORDS - MIDDLE; i < WORDS - 1; i++) w[i] = w[i + MIDDLE - WORDS] ^ twist(w[i], w[i + 1]);
    w[WORDS - 1] = w[MIDDLE - 1] ^ twist(w[WORDS - 1], w[0]);
    it->next = 1;
}

static inline uint32_t word(stream *it) {
    if (__builtin_expect(it->next == 0, 0)) seed_with_anything(it);
    if (__builtin_expect(it->next > WORDS, 0)) refill(it);
    uint32_t bits = it->words[it->next++ - 1];
    bits ^= bits >> 11;
    bits ^= bits << 7 & 0x9d2c5680u;
    bits ^= bits << 15 & 0xefc60000u;
    return bits ^ bits >> 18;
}

static double number(stream *it) {
    uint32_t high = word(it) >> 5, low = word(it) >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

int64_t jac_random_seed(int64_t which, int64_t seed) {
    seed_stream(stream_of(which), (uint32_t) seed);
    return 0;
}

int64_t jac_random_word(int64_t which) { return word(stream_of(which)); }

double jac_random_double(int64_t which) { return number(stream_of(which)); }

double jac_random_gauss(int64_t which) {
    stream *it = stream_of(which);
    if (it->spare_is_there) {
        it->spare_is_there = 0;
        return it->spare;
    }
    double x, y, square;
    do {
        x = 2.0 * number(it) - 1.0;
        y = 2.0 * number(it) - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    double factor = sqrt(-2.0 * log(square) / square);
    it->spare = factor * x;
    it->spare_is_there = 1;
    return factor * y;
}
