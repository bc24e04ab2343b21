/*
 * Loops over several threads: whether a region is worth other threads, which its caller then shares with the pool.
 *
 * To wake a thread takes longer than a short region. So what a body took the last time says whether the caller begins alone. It
 * looks at the clock after each piece, and shares the rest as soon as the region proves to be longer.
 */
#define _GNU_SOURCE
#include "pool.h"

#include "env.h"

#include <string.h>

enum { SHORT_NS = 3000, WAKE_NS = 12000, BODIES = 512, UNKNOWN = -1 };

int64_t jac_parallel_pieces(int64_t count, int64_t for_each_thread) {
    if (count <= 0) return 0;
    int64_t chunk = for_each_thread > 0 ? jac_this_thread.chunk : 0;
    int64_t most = chunk > 0 ? (count - 1) / chunk + 1 : jac_get_num_threads() * (for_each_thread > 0 ? for_each_thread : 1);
    if (most > JAC_MOST_PIECES) most = JAC_MOST_PIECES;
    return count < most ? count : most;
}

/* ---- What bodies take ---- */

/* By body: the high half tells which body, the low half is a float, the ns that an iteration took. Collisions do no harm. */
static uint64_t times[BODIES];

static uint64_t hash_of(jac_piece *body) { return (uint64_t) (uintptr_t) body * 0x9E3779B97F4A7C15u; }

static double expected(jac_piece *body, int64_t count) {
    uint64_t hash = hash_of(body);
    uint64_t known = __atomic_load_n(&times[hash % BODIES], __ATOMIC_RELAXED);
    if (known >> 32 != hash >> 32) return UNKNOWN;
    uint32_t bits = (uint32_t) known;
    float each;
    memcpy(&each, &bits, sizeof each);
    return (double) each * (double) count;
}

/* To take a region for shorter than it is costs little, for longer the wake-up of threads: one that was held up counts less. */
static void learn(jac_piece *body, uint64_t time, int64_t iterations) {
    if (iterations <= 0) return;
    uint64_t hash = hash_of(body);
    float each = (float) time / (float) iterations;
    float before = (float) expected(body, 1);
    if (before >= 0 && each > before) each = before + (each - before) / 4;
    uint32_t bits;
    memcpy(&bits, &each, sizeof bits);
    __atomic_store_n(&times[hash % BODIES], hash >> 32 << 32 | bits, __ATOMIC_RELAXED);
}

/* ---- A region's way ---- */

static int32_t run_alone(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces) {
    int64_t longer = count % pieces;
    int64_t from = 0;
    for (int64_t piece = 0; piece < pieces; piece++) {
        int64_t to = from + count / pieces + (piece < longer);
        int32_t status = body(context, from, to, piece, env);
        if (status != JAC_OK) return status;
        from = to;
    }
    return JAC_OK;
}

/* The pieces one after the other until the region is over or takes longer than `most` ns; gives the first that has not run. */
static int64_t begin_alone(jac_region *it, int64_t pieces, uint64_t began, uint64_t most) {
    int64_t piece = 0;
    while (piece < pieces) {
        if (!jac_region_run(it, piece++)) return pieces;
        if (jac_now() - began > most) break;
    }
    return piece;
}

static void run_region(jac_region *it, jac_piece *body, int64_t count, int64_t pieces, int64_t threads) {
    double whole = expected(body, count);
    uint64_t began = jac_now();
    int64_t first = 0;
    if (whole >= 0 && whole < SHORT_NS) first = begin_alone(it, pieces, began, WAKE_NS);
    if (first == pieces) {
        learn(body, jac_now() - began, count);
        return;
    }
    uint64_t wake_at = first == 0 && whole >= 0 && whole < WAKE_NS ? began + WAKE_NS : 0;
    jac_pool_enter();
    jac_region_open(it, first);
    jac_pool_call(wake_at > 0 ? 0 : threads - 1);
    began = jac_now();
    int64_t iterations = jac_region_work(it, wake_at);
    learn(body, jac_now() - began, iterations);
    jac_pool_leave();
    jac_region_wait(it);
}

static int32_t run_pieces(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces) {
    int64_t threads = jac_get_num_threads();
    if (threads > pieces) threads = pieces;
    if (threads < 2 || jac_this_thread.region != NULL || (threads = jac_pool_start(threads)) < 2) {
        return run_alone(env, body, context, count, pieces);
    }
    jac_region *it = jac_region_new(env, body, context, count, pieces, threads);
    if (it == NULL) return run_alone(env, body, context, count, pieces);
    env->exception.traced = 0;
    env->held++; /* the others work on what lies in the caller's frames */
    run_region(it, body, count, pieces, threads);
    env->held--;
    return jac_region_end(it);
}

int32_t jac_parallel_for(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces) {
    if (pieces <= 0) return JAC_OK;
    int64_t chunk = jac_this_thread.chunk;
    jac_this_thread.chunk = 0; /* iterations see none, whichever thread runs them */
    int32_t status = run_pieces(env, body, context, count, pieces);
    jac_this_thread.chunk = chunk;
    return status;
}

/* ---- Settings of the calling thread ---- */

int64_t jac_get_num_threads(void) {
    return jac_this_thread.threads > 0 ? jac_this_thread.threads : jac_max_threads();
}

int64_t jac_set_num_threads(int64_t threads) {
    if (threads < 1 || threads > jac_max_threads()) return -1;
    jac_this_thread.threads = threads;
    return 0;
}

int64_t jac_get_thread_id(void) { return jac_this_thread.id; }

int64_t jac_get_parallel_chunksize(void) { return jac_this_thread.chunk; }

int64_t jac_set_parallel_chunksize(int64_t size) {
    int64_t before = jac_this_thread.chunk;
    if (size < 0) return -1;
    jac_this_thread.chunk = size;
    return before;
}
