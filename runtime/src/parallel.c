/*
 * A region: its pieces are claimed one by one, by the caller and by the pool's threads (pool.c), which wake for it.
 *
 * `ticket` is the region's number and the next piece in one word, so that claiming a piece tells at the same time that the
 * region is still the same one: a worker that comes late finds another number, or no piece left, and touches nothing.
 */
#define _GNU_SOURCE
#include "pool.h"

#include "env.h"

#include <string.h>

enum { MOST_PIECES = 1 << 16, CALLER_SPIN_NS = 5000 };

static const uint64_t NO_PIECE = UINT32_MAX;

/* The region that the pool works on. Written only while no piece of it can be claimed. */
static struct {
    uint64_t ticket; /* region << 32 | next piece */
    jac_piece *body;
    void *context;
    jac_env *env;
    int64_t count;
    int64_t pieces;
    int64_t threads;     /* that work on it */
    int64_t threads_set; /* the caller's settings, for regions inside */
    int64_t chunk;
    uint32_t left; /* pieces not finished; a futex that the caller waits on */
    int waiting;   /* whether it does */
    int64_t failed; /* the lowest piece that failed; `pieces` when none did */
    int32_t status;
    jac_exception exception;
} region;

static int taken;     /* whether some thread's region uses the pool */
static int reporting; /* whether some thread writes down its failure, or what it leaves */

__thread jac_thread jac_this_thread;

int jac_parallel_active;

static uint64_t number_of(uint64_t ticket) { return ticket >> 32; }

int64_t jac_parallel_pieces(int64_t count, int64_t for_each_thread) {
    if (count <= 0) return 0;
    int64_t chunk = jac_this_thread.chunk;
    int64_t most = chunk > 0 ? (count - 1) / chunk + 1 : jac_get_num_threads() * (for_each_thread > 0 ? for_each_thread : 1);
    if (most > MOST_PIECES) most = MOST_PIECES;
    return count < most ? count : most;
}

/* Where a piece begins: the first `count % pieces` pieces have one iteration more. */
static int64_t start_of(int64_t piece, int64_t count, int64_t pieces) {
    int64_t longer = count % pieces;
    return piece * (count / pieces) + (piece < longer ? piece : longer);
}

static int32_t run(jac_piece *body, void *context, int64_t count, int64_t pieces, int64_t piece, jac_env *env) {
    return body(context, start_of(piece, count, pieces), start_of(piece + 1, count, pieces), piece, env);
}

static int32_t run_alone(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces) {
    for (int64_t piece = 0; piece < pieces; piece++) {
        int32_t status = run(body, context, count, pieces, piece, env);
        if (status != JAC_OK) return status;
    }
    return JAC_OK;
}

/* The caller's own list may change at any time, so that what the pieces leave waits for it in a list beside. */
static jac_env left_behind;

static void lock(int *word) {
    while (__atomic_exchange_n(word, 1, __ATOMIC_ACQUIRE)) jac_pause();
}

static void unlock(int *word) { __atomic_store_n(word, 0, __ATOMIC_RELEASE); }

/* What a piece leaves: a good one in something of the caller's, a failed one perhaps in its exception's arguments. */
static void leave_blocks(jac_env *env) {
    lock(&reporting);
    jac_env_give_blocks(env, &left_behind);
    unlock(&reporting);
}

/* Keeps the exception of the lowest piece. The env's trace is empty again afterwards. */
static void report(int64_t piece, int32_t status, jac_env *env) {
    lock(&reporting);
    if (piece < region.failed) {
        region.status = status;
        region.exception = env->exception;
        __atomic_store_n(&region.failed, piece, __ATOMIC_RELAXED);
    }
    env->exception.traced = 0;
    unlock(&reporting);
}

static void finish_piece(void) {
    if (__atomic_sub_fetch(&region.left, 1, __ATOMIC_SEQ_CST) > 0) return;
    if (__atomic_load_n(&region.waiting, __ATOMIC_SEQ_CST)) jac_futex_wake(&region.left);
}

/* Runs pieces of this region until none is left to claim. */
static void work(uint64_t number, jac_env *env) {
    for (;;) {
        uint64_t ticket = __atomic_load_n(&region.ticket, __ATOMIC_SEQ_CST);
        int64_t piece = (int64_t) (ticket & UINT32_MAX);
        if (number_of(ticket) != number || piece >= __atomic_load_n(&region.pieces, __ATOMIC_SEQ_CST)) return;
        if (!__atomic_compare_exchange_n(&region.ticket, &ticket, ticket + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            continue;
        }
        jac_this_thread.threads = region.threads_set;
        jac_this_thread.chunk = region.chunk;
        jac_this_thread.piece = piece;
        int32_t status = JAC_OK;
        if (env != region.env) jac_env_inherit_host(env, region.env);
        if (piece < __atomic_load_n(&region.failed, __ATOMIC_RELAXED)) {
            status = run(region.body, region.context, region.count, region.pieces, piece, env);
        }
        if (status != JAC_OK) report(piece, status, env);
        if (env != region.env && env->blocks.next != &env->blocks) leave_blocks(env);
        finish_piece();
    }
}

uint64_t jac_parallel_number(void) { return number_of(__atomic_load_n(&region.ticket, __ATOMIC_SEQ_CST)); }

void jac_parallel_join(uint64_t number, int64_t id, jac_env *env) {
    /* Should the region be over by now, then no piece of it can be claimed, and what is read here does not matter. */
    int64_t threads = __atomic_load_n(&region.threads, __ATOMIC_SEQ_CST);
    if (id >= threads) return;
    jac_pool_wake(id, threads);
    work(number, env);
}

int32_t jac_parallel_waits(const jac_env *env) { return env->waits; }

void jac_parallel_cancel(const jac_env *env) {
    if (!__atomic_load_n(&taken, __ATOMIC_ACQUIRE) || region.env != env) return;
    region.status = JAC_INTERRUPTED;
    __atomic_store_n(&region.failed, -1, __ATOMIC_SEQ_CST); /* lower than any piece: no other failure counts now */
}

int64_t jac_parallel_stops(void) {
    return jac_this_thread.inside && __atomic_load_n(&region.failed, __ATOMIC_RELAXED) < jac_this_thread.piece;
}

static void wait_for_the_others(void) {
    uint64_t until = 0;
    uint32_t left;
    while ((left = __atomic_load_n(&region.left, __ATOMIC_SEQ_CST)) > 0) {
        if (until == 0) until = jac_now() + CALLER_SPIN_NS;
        if (jac_now() < until) {
            jac_pause();
            continue;
        }
        __atomic_store_n(&region.waiting, 1, __ATOMIC_SEQ_CST);
        left = __atomic_load_n(&region.left, __ATOMIC_SEQ_CST);
        if (left > 0) jac_futex_wait(&region.left, left);
    }
}

static uint64_t begin(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces, int64_t threads) {
    uint64_t number = number_of(__atomic_load_n(&region.ticket, __ATOMIC_SEQ_CST)) + 1;
    __atomic_store_n(&region.ticket, (number - 1) << 32 | NO_PIECE, __ATOMIC_SEQ_CST);
    region.body = body;
    region.context = context;
    region.env = env;
    region.count = count;
    region.threads_set = jac_this_thread.threads;
    region.chunk = jac_this_thread.chunk;
    __atomic_store_n(&region.threads, threads, __ATOMIC_SEQ_CST);
    __atomic_store_n(&region.pieces, pieces, __ATOMIC_SEQ_CST);
    __atomic_store_n(&region.left, (uint32_t) pieces, __ATOMIC_SEQ_CST);
    __atomic_store_n(&region.waiting, 0, __ATOMIC_SEQ_CST);
    region.failed = pieces;
    region.status = JAC_OK;
    left_behind.blocks.next = left_behind.blocks.previous = &left_behind.blocks;
    __atomic_store_n(&region.ticket, number << 32, __ATOMIC_SEQ_CST);
    return number_of(number << 32);
}

int32_t jac_parallel_for(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces) {
    if (pieces <= 0) return JAC_OK;
    int64_t threads = jac_get_num_threads();
    if (threads > pieces) threads = pieces;
    jac_thread *self = &jac_this_thread;
    if (threads < 2 || self->inside || __atomic_exchange_n(&taken, 1, __ATOMIC_ACQUIRE)) {
        return run_alone(env, body, context, count, pieces);
    }
    threads = jac_pool_start(threads, env);
    if (threads < 2) {
        __atomic_store_n(&taken, 0, __ATOMIC_RELEASE);
        return run_alone(env, body, context, count, pieces);
    }
    env->exception.traced = 0;
    env->held++; /* the others work on what lies in the caller's frames */
    self->inside = 1;
    __atomic_store_n(&jac_parallel_active, 1, __ATOMIC_SEQ_CST);
    uint64_t number = begin(env, body, context, count, pieces, threads);
    jac_pool_wake(0, threads);
    work(number, env);
    env->waits = 1;
    wait_for_the_others();
    env->waits = 0;
    __atomic_store_n(&jac_parallel_active, 0, __ATOMIC_SEQ_CST);
    self->inside = 0;
    env->held--;
    jac_env_give_blocks(&left_behind, env);
    int32_t status = region.status;
    if (status != JAC_OK) env->exception = region.exception;
    __atomic_store_n(&taken, 0, __ATOMIC_RELEASE);
    return status;
}

void jac_parallel_forked(void) {
    taken = 0;
    reporting = 0;
    jac_parallel_active = 0;
    jac_this_thread.inside = 0;
    jac_this_thread.id = 0;
    region.ticket = (region.ticket & ~(uint64_t) UINT32_MAX) | NO_PIECE;
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
