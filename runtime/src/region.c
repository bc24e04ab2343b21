/*
 * Regions: each caller's own, and the pieces of all of them are claimed one by one, by the caller and by the pool's threads.
 *
 * `ticket` is the region's generation, how many threads work on it, and the next piece, in one word. So claiming a piece
 * tells at the same time that the region is still the same one and that it wants another thread: a worker that comes late
 * finds another generation, or no piece left, and touches nothing. Nobody waits for a worker that has no piece.
 *
 * A worker takes a piece of each open region in turn, so that callers share the pool evenly whatever their pieces take.
 */
#define _GNU_SOURCE
#include "fortran.h"
#include "pool.h"
#include "sampler.h"

#include "env.h"

#include <string.h>

enum { REGIONS = 64, PIECE_BITS = 18, MEMBER_BITS = 12, CALLER_SPIN_NS = 5000 };

static const uint64_t ONE_MEMBER = (uint64_t) 1 << PIECE_BITS;
static const uint64_t ONE_GENERATION = (uint64_t) 1 << (PIECE_BITS + MEMBER_BITS);
static const uint64_t NO_PIECE = ((uint64_t) 1 << PIECE_BITS) - 1;

/* Written only while no piece of it can be claimed. */
struct jac_region {
    uint64_t ticket;
    uint32_t left; /* pieces not finished; a futex that the caller waits on */
    int waiting;   /* whether it does */
    jac_piece *body;
    void *context;
    jac_env *env; /* NULL: nobody's region */
    int64_t count;
    int64_t pieces;
    int64_t threads;     /* that may work on it */
    int64_t threads_set; /* the caller's settings, for regions inside */
    uint32_t caller;     /* where it was opened, for samples of those who work on it */
    int64_t failed; /* the lowest piece that failed; `pieces` when none did */
    int32_t status;
    int reporting; /* whether some thread writes down its failure, or what it leaves */
    jac_exception exception;
    jac_env left_behind; /* the caller's own list may change at any time, so that what the pieces leave waits for it here */
    uint64_t ids[JAC_MOST_THREADS / 64]; /* the thread ids in use, one bit each */
} __attribute__((aligned(128)));

static jac_region regions[REGIONS];
static uint64_t taken;     /* which are some caller's, one bit each */
static uint64_t open_ones; /* which have pieces for workers, perhaps */

__thread jac_thread jac_this_thread;

int jac_parallel_active;

static uint64_t bit(const jac_region *it) { return (uint64_t) 1 << (it - regions); }

static void lock(int *word) {
    while (__atomic_exchange_n(word, 1, __ATOMIC_ACQUIRE)) jac_pause();
}

static void unlock(int *word) { __atomic_store_n(word, 0, __ATOMIC_RELEASE); }

/* ---- What a piece leaves ---- */

/* A good one in something of the caller's, a failed one perhaps in its exception's arguments. */
static void leave_blocks(jac_region *it, jac_env *env) {
    lock(&it->reporting);
    jac_env_give_blocks(env, &it->left_behind);
    unlock(&it->reporting);
}

/* Keeps the exception of the lowest piece. The env's trace is empty again afterwards. */
static void report(jac_region *it, int64_t piece, int32_t status, jac_env *env) {
    lock(&it->reporting);
    if (piece < __atomic_load_n(&it->failed, __ATOMIC_RELAXED)) {
        it->status = status;
        it->exception = env->exception;
        __atomic_store_n(&it->failed, piece, __ATOMIC_RELAXED);
    }
    env->exception.traced = 0;
    unlock(&it->reporting);
}

static void finish_piece(jac_region *it) {
    if (__atomic_sub_fetch(&it->left, 1, __ATOMIC_SEQ_CST) > 0) return;
    if (__atomic_load_n(&it->waiting, __ATOMIC_SEQ_CST)) jac_futex_wake(&it->left);
}

/* ---- Pieces ---- */

/* Where a piece begins: the first `count % pieces` pieces have one iteration more. */
static int64_t start_of(const jac_region *it, int64_t piece) {
    int64_t longer = it->count % it->pieces;
    return piece * (it->count / it->pieces) + (piece < longer ? piece : longer);
}

static void run(jac_region *it, int64_t piece, jac_env *env) {
    jac_this_thread.piece = piece;
    if (piece >= __atomic_load_n(&it->failed, __ATOMIC_RELAXED)) return;
    int32_t status = it->body(it->context, start_of(it, piece), start_of(it, piece + 1), piece, env);
    if (status != JAC_OK) report(it, piece, status, env);
    if (env != it->env && env->blocks.next != &env->blocks) leave_blocks(it, env);
}

/*
 * The next piece, or -1. With `generation` 0 the thread joins the region, whichever it is now, and learns its generation.
 * What is read here of a region that ends meanwhile does not matter: then its ticket has changed.
 */
static int64_t claim(jac_region *it, uint64_t *generation) {
    uint64_t ticket = __atomic_load_n(&it->ticket, __ATOMIC_SEQ_CST);
    for (;;) {
        int64_t piece = (int64_t) (ticket & NO_PIECE);
        int64_t members = (int64_t) (ticket / ONE_MEMBER % (ONE_GENERATION / ONE_MEMBER));
        if (piece >= __atomic_load_n(&it->pieces, __ATOMIC_SEQ_CST)) return -1;
        uint64_t next = ticket + 1;
        if (*generation == 0) {
            if (members >= __atomic_load_n(&it->threads, __ATOMIC_SEQ_CST)) return -1;
            next += ONE_MEMBER;
        } else if (ticket / ONE_GENERATION != *generation) {
            return -1;
        }
        if (__atomic_compare_exchange_n(&it->ticket, &ticket, next, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            *generation = ticket / ONE_GENERATION;
            return piece;
        }
    }
}

/* An id that no other thread of the region has: the worker's own, or the lowest. There is one for each that may work on it. */
static int64_t take_id(jac_region *it, int64_t own) {
    if (own < it->threads) {
        uint64_t mask = (uint64_t) 1 << own % 64;
        if ((__atomic_fetch_or(&it->ids[own / 64], mask, __ATOMIC_ACQ_REL) & mask) == 0) return own;
    }
    for (;;) {
        for (int64_t word = 0; word * 64 < it->threads; word++) {
            uint64_t used = __atomic_load_n(&it->ids[word], __ATOMIC_ACQUIRE);
            while (~used != 0) {
                int64_t id = word * 64 + __builtin_ctzll(~used);
                if (id >= it->threads) break;
                if (__atomic_compare_exchange_n(&it->ids[word], &used, used | (used + 1), 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
                    return id;
                }
            }
        }
    }
}

static void return_id(jac_region *it, int64_t id) {
    __atomic_fetch_and(&it->ids[id / 64], ~((uint64_t) 1 << id % 64), __ATOMIC_ACQ_REL);
}

/* ---- A worker's part ---- */

/* The region is left before its last piece is finished: until then it cannot end. */
static void work_on(jac_region *it, uint64_t generation, int64_t piece, int64_t own, jac_env *env) {
    jac_thread *self = &jac_this_thread;
    self->region = it;
    self->threads = it->threads_set;
    self->chunk = 0; /* a setting for loops outside, as under Numba */
    self->id = take_id(it, own);
    jac_env_inherit_host(env, it->env);
    jac_sampled_caller = it->caller;
    while (piece >= 0) {
        run(it, piece, env);
        piece = jac_region_others(it) || jac_pool_is_crowded() ? -1 : claim(it, &generation);
        if (piece < 0) {
            return_id(it, self->id);
            __atomic_sub_fetch(&it->ticket, ONE_MEMBER, __ATOMIC_SEQ_CST);
        }
        if (piece < 0) jac_sampled_caller = 0;
        finish_piece(it);
    }
}

/* How many threads more the region could use. */
static int64_t wanted(const jac_region *it) {
    uint64_t ticket = __atomic_load_n(&it->ticket, __ATOMIC_SEQ_CST);
    int64_t pieces = __atomic_load_n(&it->pieces, __ATOMIC_SEQ_CST) - (int64_t) (ticket & NO_PIECE);
    int64_t members = (int64_t) (ticket / ONE_MEMBER % (ONE_GENERATION / ONE_MEMBER));
    int64_t threads = __atomic_load_n(&it->threads, __ATOMIC_SEQ_CST) - members;
    return pieces < threads ? pieces : threads;
}

void jac_region_serve(int64_t own, jac_env *env) {
    jac_region *last = NULL; /* that was helped last: its turn comes after that of all others */
    for (;;) {
        uint64_t rest = __atomic_load_n(&open_ones, __ATOMIC_SEQ_CST);
        uint64_t after = last == NULL ? 0 : rest & ~(bit(last) | (bit(last) - 1));
        int64_t piece = -1;
        while (rest != 0 && piece < 0) {
            jac_region *it = &regions[__builtin_ctzll((rest & after) != 0 ? rest & after : rest)];
            rest &= ~bit(it);
            uint64_t generation = 0;
            piece = claim(it, &generation);
            if (piece < 0) continue;
            if (it != last) jac_pool_pass_on(own, wanted(it));
            last = it;
            work_on(it, generation, piece, own, env);
        }
        if (piece < 0 || jac_pool_is_crowded()) return;
    }
}

int jac_region_others(const jac_region *it) {
    uint64_t all = __atomic_load_n(&open_ones, __ATOMIC_SEQ_CST);
    return (it == NULL ? all : all & ~bit(it)) != 0;
}

/* ---- The caller's part ---- */

static jac_region *take_region(void) {
    uint64_t used = __atomic_load_n(&taken, __ATOMIC_SEQ_CST);
    for (;;) {
        if (~used == 0) return NULL;
        if (__atomic_compare_exchange_n(&taken, &used, used | (used + 1), 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
            return &regions[__builtin_ctzll(~used)];
        }
    }
}

jac_region *jac_region_new(
        jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces, int64_t threads) {
    jac_region *it = take_region();
    if (it == NULL) return NULL;
    uint64_t generation = __atomic_load_n(&it->ticket, __ATOMIC_SEQ_CST) / ONE_GENERATION;
    __atomic_store_n(&it->ticket, generation * ONE_GENERATION | NO_PIECE, __ATOMIC_SEQ_CST);
    it->body = body;
    it->context = context;
    it->count = count;
    it->threads_set = jac_this_thread.threads;
    __atomic_store_n(&it->threads, threads, __ATOMIC_SEQ_CST);
    __atomic_store_n(&it->pieces, pieces, __ATOMIC_SEQ_CST);
    __atomic_store_n(&it->waiting, 0, __ATOMIC_SEQ_CST);
    __atomic_store_n(&it->failed, pieces, __ATOMIC_RELAXED);
    it->status = JAC_OK;
    it->left_behind.blocks.next = it->left_behind.blocks.previous = &it->left_behind.blocks;
    memset(it->ids, 0, (size_t) ((threads + 63) / 64) * sizeof *it->ids);
    it->ids[0] = 1; /* the caller's */
    __atomic_store_n(&it->env, env, __ATOMIC_SEQ_CST); /* from here on it can be cancelled */
    jac_this_thread.region = it;
    return it;
}

int jac_region_run(jac_region *it, int64_t piece) {
    run(it, piece, it->env);
    return __atomic_load_n(&it->failed, __ATOMIC_RELAXED) > piece;
}

void jac_region_open(jac_region *it, int64_t first) {
    it->caller = jac_sampler_here();
    __atomic_store_n(&it->left, (uint32_t) (it->pieces - first), __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&jac_parallel_active, 1, __ATOMIC_SEQ_CST);
    uint64_t generation = __atomic_load_n(&it->ticket, __ATOMIC_SEQ_CST) / ONE_GENERATION + 1;
    if (generation * ONE_GENERATION == 0) generation = 1; /* 0 is none */
    __atomic_store_n(&it->ticket, generation * ONE_GENERATION + ONE_MEMBER + (uint64_t) first, __ATOMIC_SEQ_CST);
    __atomic_fetch_or(&open_ones, bit(it), __ATOMIC_SEQ_CST);
}

int64_t jac_region_work(jac_region *it, uint64_t wake_at) {
    uint64_t generation = __atomic_load_n(&it->ticket, __ATOMIC_SEQ_CST) / ONE_GENERATION;
    int64_t iterations = 0;
    for (int64_t piece; (piece = claim(it, &generation)) >= 0;) {
        run(it, piece, it->env);
        iterations += start_of(it, piece + 1) - start_of(it, piece);
        finish_piece(it);
        if (wake_at == 0 || jac_now() < wake_at) continue;
        jac_pool_pass_on(0, wanted(it));
        wake_at = 0;
    }
    __atomic_fetch_and(&open_ones, ~bit(it), __ATOMIC_SEQ_CST);
    return iterations;
}

void jac_region_wait(jac_region *it) {
    it->env->waits = 1;
    uint64_t until = 0;
    uint32_t left;
    while ((left = __atomic_load_n(&it->left, __ATOMIC_SEQ_CST)) > 0) {
        if (until == 0) until = jac_now() + CALLER_SPIN_NS;
        if (jac_now() < until) {
            jac_pause();
            continue;
        }
        __atomic_store_n(&it->waiting, 1, __ATOMIC_SEQ_CST);
        left = __atomic_load_n(&it->left, __ATOMIC_SEQ_CST);
        if (left > 0) jac_futex_wait(&it->left, left);
    }
    it->env->waits = 0;
    if (__atomic_sub_fetch(&jac_parallel_active, 1, __ATOMIC_SEQ_CST) == 0) jac_fortran_restore();
}

int32_t jac_region_end(jac_region *it) {
    jac_env *env = it->env;
    __atomic_store_n(&it->env, NULL, __ATOMIC_SEQ_CST);
    jac_this_thread.region = NULL;
    jac_env_give_blocks(&it->left_behind, env);
    int32_t status = it->status;
    if (status != JAC_OK) env->exception = it->exception;
    __atomic_fetch_and(&taken, ~bit(it), __ATOMIC_SEQ_CST);
    return status;
}

void jac_region_forked(void) {
    for (jac_region *it = regions; it < regions + REGIONS; it++) {
        it->ticket |= NO_PIECE;
        it->env = NULL;
        it->reporting = 0;
    }
    taken = open_ones = 0;
    jac_parallel_active = 0;
    jac_this_thread.region = NULL;
    jac_this_thread.id = 0;
}

/* ---- From outside ---- */

int32_t jac_parallel_waits(const jac_env *env) { return env->waits; }

void jac_parallel_cancel(const jac_env *env) {
    for (jac_region *it = regions; it < regions + REGIONS; it++) {
        if (__atomic_load_n(&it->env, __ATOMIC_SEQ_CST) != env) continue;
        it->status = JAC_INTERRUPTED;
        __atomic_store_n(&it->failed, -1, __ATOMIC_SEQ_CST); /* lower than any piece: no other failure counts now */
    }
}

int64_t jac_parallel_stops(void) {
    const jac_region *it = jac_this_thread.region;
    return it != NULL && __atomic_load_n(&it->failed, __ATOMIC_RELAXED) < jac_this_thread.piece;
}
