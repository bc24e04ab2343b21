/* Regions and the pool. The number of threads is set in main, so that machines with one processor test the same. */
#define _GNU_SOURCE
#include "check.h"
#include "env.h"
#include "jaculus_parallel.h"
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 4, COUNT = 100003 };

typedef struct {
    int64_t runs;
    int8_t seen[COUNT];
    int64_t starts[1 << 16];
    int64_t fails_at;
    int64_t inner;
} record;

static int32_t note(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    record *it = context;
    CHECK(env != NULL && from < to);
    CHECK(jac_get_thread_id() >= 0 && jac_get_thread_id() < jac_get_num_threads());
    it->starts[piece] = from;
    for (int64_t i = from; i < to; i++) it->seen[i]++;
    __atomic_add_fetch(&it->runs, 1, __ATOMIC_RELAXED);
    return JAC_OK;
}

static record *new_record(void) {
    record *it = calloc(1, sizeof *it);
    CHECK(it != NULL);
    it->fails_at = -1;
    return it;
}

static void every_iteration_runs_once(void) {
    jac_env *env = jac_env_new();
    int64_t counts[] = {0, 1, 2, 3, 7, 64, 1000, COUNT};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (int64_t each = 1; each < 40; each += 6) {
            record *it = new_record();
            int64_t pieces = jac_parallel_pieces(counts[c], each);
            CHECK(pieces <= counts[c]);
            CHECK(jac_parallel_for(env, note, it, counts[c], pieces) == 0);
            CHECK(it->runs == pieces);
            for (int64_t i = 0; i < COUNT; i++) CHECK(it->seen[i] == (i < counts[c]));
            free(it);
        }
    }
    jac_env_free(env);
}

static void pieces_depend_on_the_number_of_threads_and_the_chunk_size(void) {
    CHECK(jac_max_threads() == THREADS && jac_get_num_threads() == THREADS);
    CHECK(jac_parallel_pieces(1000, 1) == THREADS);
    CHECK(jac_parallel_pieces(1000, 8) == 8 * THREADS);
    CHECK(jac_parallel_pieces(3, 8) == 3);
    CHECK(jac_parallel_pieces(0, 8) == 0 && jac_parallel_pieces(-5, 8) == 0);
    CHECK(jac_set_num_threads(2) == 0 && jac_parallel_pieces(1000, 1) == 2);
    CHECK(jac_set_num_threads(0) == -1 && jac_set_num_threads(THREADS + 1) == -1 && jac_get_num_threads() == 2);
    CHECK(jac_set_num_threads(THREADS) == 0);
    CHECK(jac_set_parallel_chunksize(10) == 0 && jac_get_parallel_chunksize() == 10);
    CHECK(jac_parallel_pieces(1001, 8) == 101);
    CHECK(jac_parallel_pieces(1001, 0) == THREADS);
    CHECK(jac_parallel_pieces(INT64_MAX, 8) == 1 << 16);
    CHECK(jac_set_parallel_chunksize(-1) == -1 && jac_set_parallel_chunksize(0) == 10);
}

static int32_t spin(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    (void) piece, (void) env;
    uint64_t until = jac_now() + 20000 * (uint64_t) (to - from);
    while (jac_now() < until) jac_pause();
    __atomic_or_fetch((uint64_t *) context, (uint64_t) 1 << jac_get_thread_id(), __ATOMIC_RELAXED);
    return JAC_OK;
}

static void several_threads_work(void) {
    jac_env *env = jac_env_new();
    uint64_t threads = 0;
    for (int round = 0; round < 50 && __builtin_popcountll(threads) < 2; round++) {
        CHECK(jac_parallel_for(env, spin, &threads, 200, 40) == 0);
    }
    CHECK(__builtin_popcountll(threads) >= 2);
    jac_env_free(env);
}

static int32_t fail(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    record *it = context;
    void *left = jac_alloc(env, 100); /* left behind: nothing may leak */
    CHECK(left != NULL);
    __atomic_add_fetch(&it->runs, 1, __ATOMIC_RELAXED);
    if (to <= it->fails_at) return JAC_OK;
    (void) from;
    jac_arguments(env)[0].i = 1000 + piece;
    jac_trace(env, (int32_t) piece + 1);
    return 77;
}

static void the_lowest_failure_is_the_one_told(void) {
    jac_env *env = jac_env_new();
    for (int round = 0; round < 200; round++) {
        record *it = new_record();
        it->fails_at = round * 5;
        int32_t status = jac_parallel_for(env, fail, it, 1000, 100);
        CHECK(status == 77);
        int64_t piece = round * 5 / 10;
        CHECK(jac_arguments(env)[0].i == 1000 + piece);
        int32_t trace[JAC_TRACE];
        CHECK(jac_env_trace(env, trace, JAC_TRACE) == 1 && trace[0] == piece + 1);
        CHECK(it->runs <= 100);
        jac_sweep(env);
        free(it);
    }
    jac_env_free(env);
}

static int is_cancelled;

/* The third one cancels; who comes later waits for that, so that no more pieces begin than there are threads, however slow the third is. */
static int32_t cancel(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    (void) from, (void) to, (void) piece, (void) env;
    record *it = context;
    int count = (int) __atomic_add_fetch(&it->runs, 1, __ATOMIC_RELAXED);
    if (count == 3) {
        jac_parallel_cancel((jac_env *) it->inner);
        __atomic_store_n(&is_cancelled, 1, __ATOMIC_RELEASE);
    }
    while (count > 3 && !__atomic_load_n(&is_cancelled, __ATOMIC_ACQUIRE)) sched_yield();
    return JAC_OK;
}

static void a_cancelled_region_ends_early(void) {
    jac_env *env = jac_env_new();
    record *it = new_record();
    it->inner = (int64_t) env;
    jac_parallel_cancel(env); /* no region: nothing happens */
    CHECK(jac_parallel_for(env, cancel, it, 10000, 10000) == JAC_INTERRUPTED);
    CHECK(it->runs >= 3 && it->runs < 3 + 2 * THREADS);
    CHECK(jac_parallel_for(env, note, it, 100, 10) == 0);
    free(it);
    jac_env_free(env);
}

static int32_t keep(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    (void) from, (void) to;
    void **kept = context;
    kept[piece] = jac_alloc(env, 64);
    jac_retain(kept[1000]);
    jac_release(env, kept[1000]);
    return kept[piece] == NULL ? JAC_NO_MEMORY : JAC_OK;
}

static void what_a_piece_keeps_is_the_callers(void) {
    jac_env *env = jac_env_new();
    void *kept[1001];
    for (int round = 0; round < 20; round++) {
        kept[1000] = jac_alloc(env, 8);
        CHECK(jac_parallel_for(env, keep, kept, 1000, 1000) == 0);
        for (int i = 0; i < 1000; i++) {
            memset((char *) kept[i] + JAC_DATA, 1, 64);
            if (i % 2 == 0) jac_release(env, kept[i]);
        }
        CHECK(((jac_block *) kept[1000])->references == 1);
        jac_sweep(env);
    }
    jac_env_free(env);
}

static int32_t nest(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    (void) piece;
    record *it = context;
    int64_t before = jac_get_thread_id();
    for (int64_t i = from; i < to; i++) {
        record *inner = new_record();
        if (jac_parallel_for(env, note, inner, 50, 5) != 0) return 1;
        for (int k = 0; k < 50; k++) CHECK(inner->seen[k] == 1);
        free(inner);
        __atomic_add_fetch(&it->inner, 1, __ATOMIC_RELAXED);
    }
    CHECK(jac_get_thread_id() == before);
    return JAC_OK;
}

static void a_region_inside_a_region_runs_in_its_thread(void) {
    jac_env *env = jac_env_new();
    record *it = new_record();
    CHECK(jac_parallel_for(env, nest, it, 100, 20) == 0);
    CHECK(it->inner == 100);
    free(it);
    jac_env_free(env);
}

static void *call_often(void *unused) {
    jac_env *env = jac_env_new();
    for (int round = 0; round < 300; round++) {
        record *it = new_record();
        CHECK(jac_parallel_for(env, note, it, 999, 50) == 0);
        CHECK(it->runs == 50);
        for (int k = 0; k < 999; k++) CHECK(it->seen[k] == 1);
        free(it);
    }
    jac_env_free(env);
    return unused;
}

static void several_callers_at_once(void) {
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, call_often, NULL) == 0);
    call_often(NULL);
    for (int i = 0; i < 4; i++) CHECK(pthread_join(threads[i], NULL) == 0);
}

typedef struct {
    int caller;
    int taken[THREADS]; /* the ids in use */
    int64_t pieces, by_worker;
    int64_t late; /* pieces that a worker began although there were as many callers as threads */
} shared;

static shared callers[THREADS];
static int64_t callers_wanted, callers_seen;

/* Whether each caller works now: all have begun, and none has come far. */
static int all_at_work(void) {
    if (__atomic_load_n(&callers_seen, __ATOMIC_SEQ_CST) < THREADS) return 0;
    for (int i = 0; i < THREADS; i++) {
        if (__atomic_load_n(&callers[i].pieces, __ATOMIC_SEQ_CST) > 500) return 0;
    }
    return 1;
}

/* A caller is seen when it begins a piece, or when workers have taken all of them before it came to one. */
static void see(shared *it) {
    it->caller = -1;
    __atomic_add_fetch(&callers_seen, 1, __ATOMIC_SEQ_CST);
}

/* Ids are unique within a region, whatever other regions there are. */
static int32_t share(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    (void) piece, (void) env;
    shared *it = context;
    int64_t id = jac_get_thread_id();
    CHECK(id >= 0 && id < jac_get_num_threads() && id < THREADS);
    CHECK(__atomic_exchange_n(&it->taken[id], 1, __ATOMIC_SEQ_CST) == 0);
    if (id == 0 && it->caller >= 0) {
        see(it);
        while (__atomic_load_n(&callers_seen, __ATOMIC_SEQ_CST) < callers_wanted) sched_yield();
    } else if (id != 0) {
        __atomic_add_fetch(&it->by_worker, 1, __ATOMIC_RELAXED);
        if (all_at_work()) __atomic_add_fetch(&it->late, 1, __ATOMIC_RELAXED);
    }
    uint64_t until = jac_now() + 10000 * (uint64_t) (to - from);
    while (jac_now() < until) jac_pause();
    __atomic_add_fetch(&it->pieces, 1, __ATOMIC_SEQ_CST);
    CHECK(__atomic_exchange_n(&it->taken[id], 0, __ATOMIC_SEQ_CST) == 1);
    return JAC_OK;
}

static void *call_shared(void *argument) {
    shared *it = argument;
    jac_env *env = jac_env_new();
    if (it->caller == 1) CHECK(jac_set_num_threads(3) == 0);
    CHECK(jac_parallel_for(env, share, it, 2000, 2000) == 0);
    if (it->caller >= 0) see(it);
    jac_env_free(env);
    return NULL;
}

static void call_from_threads(int count) {
    pthread_t threads[THREADS];
    callers_wanted = count;
    callers_seen = 0;
    memset(callers, 0, sizeof callers);
    for (int i = 0; i < count; i++) {
        callers[i].caller = i;
        CHECK(pthread_create(&threads[i], NULL, call_shared, &callers[i]) == 0);
    }
    for (int i = 0; i < count; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK(callers[i].pieces == 2000);
    }
}

static void callers_share_the_pool(void) {
    for (int round = 0; round < 20; round++) {
        call_from_threads(2);
        if (callers[0].by_worker > 100 && callers[1].by_worker > 100) return; /* neither is left to itself */
    }
    CHECK(0);
}

static void no_more_threads_work_than_there_may_be(void) {
    call_from_threads(THREADS);
    int64_t late = 0;
    for (int i = 0; i < THREADS; i++) late += callers[i].late;
    CHECK(late <= THREADS - 1); /* each worker's last */
}

typedef struct {
    uint64_t ns; /* what an iteration takes */
    uint64_t threads;
} task;

static int32_t take(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    (void) piece, (void) env;
    task *it = context;
    uint64_t until = jac_now() + it->ns * (uint64_t) (to - from);
    while (it->ns > 0 && jac_now() < until) jac_pause();
    __atomic_or_fetch(&it->threads, (uint64_t) 1 << jac_get_thread_id(), __ATOMIC_RELAXED);
    return JAC_OK;
}

static void a_short_region_wakes_nobody_and_one_that_grows_does(void) {
    jac_env *env = jac_env_new();
    int alone = 0;
    for (int round = 0; round < 100; round++) {
        struct timespec pause = {0, 300000};
        if (round % 10 == 0) nanosleep(&pause, NULL);
        task it = {0, 0};
        CHECK(jac_parallel_for(env, take, &it, 16, 16) == 0);
        alone += it.threads == 1;
    }
#ifndef __SANITIZE_THREAD__ /* with it no region is short */
    CHECK(alone > 20);
#endif
    (void) alone;
    task longer = {10000, 0};
    for (int round = 0; round < 50 && __builtin_popcountll(longer.threads) < 2; round++) {
        task it = {0, 0};
        for (int i = 0; i < 3; i++) CHECK(jac_parallel_for(env, take, &it, 16, 16) == 0);
        CHECK(jac_parallel_for(env, take, &longer, 200, 200) == 0);
    }
    CHECK(__builtin_popcountll(longer.threads) >= 2);
    jac_env_free(env);
}

static int stop_calling, called;

static void *call_until_told(void *unused) {
    static jac_env *env; /* found by valgrind in a child, which has no such thread */
    env = jac_env_new();
    __atomic_store_n(&called, 1, __ATOMIC_RELAXED);
    while (!__atomic_load_n(&stop_calling, __ATOMIC_RELAXED)) {
        uint64_t threads = 0;
        CHECK(jac_parallel_for(env, spin, &threads, 20, 20) == 0);
    }
    jac_env_free(env);
    return unused;
}

static void a_fork_in_the_midst_of_another_threads_regions(void) {
    pthread_t thread;
    __atomic_store_n(&stop_calling, 0, __ATOMIC_RELAXED);
    CHECK(pthread_create(&thread, NULL, call_until_told, NULL) == 0);
    /* Before, the thread has its argument in memory of its own, which a child would have lost. */
    while (!__atomic_load_n(&called, __ATOMIC_RELAXED)) sched_yield();
    for (int children = 0; children < 10; children++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            alarm(60);
            call_often(NULL);
            _exit(0);
        }
        int status;
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    __atomic_store_n(&stop_calling, 1, __ATOMIC_RELAXED);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void regions_after_a_pause_and_one_after_the_other(void) {
    jac_env *env = jac_env_new();
    record *it = new_record();
    for (int round = 0; round < 3000; round++) {
        CHECK(jac_parallel_for(env, note, it, 8, 8) == 0);
        struct timespec pause = {0, 200000};
        if (round % 100 == 0) nanosleep(&pause, NULL);
    }
    CHECK(it->runs == 8 * 3000);
    free(it);
    jac_env_free(env);
}

static void a_forked_child_has_a_pool_of_its_own(void) {
    jac_env *env = jac_env_new();
    call_often(NULL);
    for (int children = 0; children < 3; children++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            alarm(60);
            uint64_t threads = 0;
            call_often(NULL);
            for (int round = 0; round < 50 && __builtin_popcountll(threads) < 2; round++) {
                CHECK(jac_parallel_for(env, spin, &threads, 200, 40) == 0);
            }
            jac_env_free(env);
            _exit(__builtin_popcountll(threads) >= 2 ? 0 : 3);
        }
        call_often(NULL);
        int status;
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    jac_env_free(env);
}

static void without_threads_the_caller_runs_it_all(void) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_NPROC, &none); /* root may start threads all the same: then this shows nothing */
        call_often(NULL);
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int argc, char **argv) {
    setenv("JACULUS_NUM_THREADS", "4", 1);
    const test tests[] = {
        TEST(every_iteration_runs_once),
        TEST(pieces_depend_on_the_number_of_threads_and_the_chunk_size),
        TEST(several_threads_work),
        TEST(the_lowest_failure_is_the_one_told),
        TEST(what_a_piece_keeps_is_the_callers),
        TEST(a_cancelled_region_ends_early),
        TEST(a_region_inside_a_region_runs_in_its_thread),
        TEST(several_callers_at_once),
        TEST(callers_share_the_pool),
        TEST(no_more_threads_work_than_there_may_be),
        TEST(a_short_region_wakes_nobody_and_one_that_grows_does),
        TEST(regions_after_a_pause_and_one_after_the_other),
        TEST(a_forked_child_has_a_pool_of_its_own),
        TEST(a_fork_in_the_midst_of_another_threads_regions),
        TEST(without_threads_the_caller_runs_it_all),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
