/* Blocks, envs and the list of kept memory. Run it under valgrind or the sanitisers: a leak or a double free is a failure. */
#define _GNU_SOURCE
#include "check.h"
#include "env.h"
#include "large.h"
#include "memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static char *data(void *block) { return (char *) block + JAC_DATA; }

static void blocks_of_every_size_can_be_written(void) {
    jac_env *env = jac_env_new();
    int64_t sizes[] = {0, 1, 8, 1023, 1024, 4095, 1 << 20, (1 << 20) - 1, (1 << 21) + 3, 9000001};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        void *block = jac_alloc(env, sizes[i]);
        CHECK(block != NULL);
        CHECK((uintptr_t) data(block) % 16 == 0);
        CHECK(sizes[i] < 1024 || (uintptr_t) data(block) % 64 == 0);
        CHECK(jac_block_bytes(block) == sizes[i]);
        memset(data(block), 0xff, (size_t) sizes[i]);
    }
    jac_env_free(env);
}

static void impossible_sizes_give_null(void) {
    jac_env *env = jac_env_new();
    CHECK(jac_alloc(env, -1) == NULL);
    CHECK(jac_alloc(env, INT64_MIN) == NULL);
    CHECK(jac_alloc(env, INT64_MAX) == NULL);
    CHECK(jac_alloc_zeroed(env, INT64_MAX - 4096) == NULL);
    CHECK(jac_alloc(env, (int64_t) 1 << 47) == NULL);
    jac_env_free(env);
}

static void nothing_happens_for_null_and_for_odd_owners(void) {
    jac_env *env = jac_env_new();
    void *owners[] = {NULL, (void *) 1, (void *) 0x7f0000000001};
    for (int i = 0; i < 3; i++) {
        jac_retain(owners[i]);
        jac_release(env, owners[i]);
        jac_escape(env, owners[i]);
        jac_release_host(owners[i]);
        CHECK(jac_block_bytes(owners[i]) == 0);
    }
    jac_env_free(env);
}

static void zeroed_blocks_are_zero_also_when_their_memory_was_used_before(void) {
    jac_env *env = jac_env_new();
    for (int round = 0; round < 2; round++) {
        for (int64_t bytes = 100; bytes < 8 << 20; bytes *= 20) {
            char *block = jac_alloc_zeroed(env, bytes);
            for (int64_t i = 0; i < bytes; i++) CHECK(data(block)[i] == 0);
            memset(data(block), 7, (size_t) bytes);
            jac_release(env, block);
        }
    }
    jac_env_free(env);
}

static void the_last_release_frees(void) {
    jac_env *env = jac_env_new();
    void *block = jac_alloc(env, 100);
    jac_retain(block);
    jac_release(env, block);
    memset(data(block), 1, 100); /* still there: a sanitiser would tell */
    jac_release(env, block);
    CHECK(env->blocks.next == &env->blocks);
    jac_env_free(env);
}

static void sweep_frees_what_did_not_escape(void) {
    jac_env *env = jac_env_new();
    void *blocks[5];
    for (int i = 0; i < 5; i++) blocks[i] = jac_alloc(env, i == 2 ? 3 << 20 : 50);
    jac_retain(blocks[0]); /* whatever the count */
    jac_escape(env, blocks[1]);
    jac_escape(env, blocks[1]);
    jac_escape(env, blocks[2]);
    jac_sweep(env);
    jac_sweep(env);
    memset(data(blocks[1]), 1, 50);
    memset(data(blocks[2]), 1, 3 << 20);
    jac_env_free(env); /* the escaped outlive their env */
    jac_release_host(blocks[1]);
    jac_release_host(blocks[2]);
}

static void an_escaped_block_may_still_be_counted_by_its_call(void) {
    jac_env *env = jac_env_new();
    void *block = jac_alloc(env, 10);
    jac_retain(block);
    jac_escape(env, block);
    jac_release(env, block);
    jac_sweep(env);
    memset(data(block), 1, 10);
    jac_release_host(block);
    block = jac_alloc(env, 10);
    jac_escape(env, block);
    jac_release(env, block);
    jac_env_free(env);
}

enum { SHARED = 2000 };
static void *shared[SHARED];

static void *release_all(void *unused) {
    for (int i = 0; i < SHARED; i++) jac_release_host(shared[i]);
    return unused;
}

static void two_threads_end_the_references_of_two_results_that_share_a_block(void) {
    jac_env *env = jac_env_new();
    for (int i = 0; i < SHARED; i++) {
        shared[i] = jac_alloc(env, i % 100 == 0 ? (1 << 20) + 1 : 24);
        jac_retain(shared[i]);
        jac_escape(env, shared[i]);
        jac_escape(env, shared[i]);
    }
    jac_sweep(env);
    pthread_t other;
    CHECK(pthread_create(&other, NULL, release_all, NULL) == 0);
    release_all(NULL);
    pthread_join(other, NULL);
    jac_env_free(env);
}

static void a_freed_large_block_is_used_again_for_the_same_size_only(void) {
    jac_trim();
    jac_env *env = jac_env_new();
    void *first = jac_alloc(env, 5 << 20);
    void *second = jac_alloc(env, 5 << 20);
    jac_release(env, first);
    jac_release(env, second);
    void *other = jac_alloc(env, 9 << 20);
    CHECK(other != first && other != second);
    CHECK(jac_alloc(env, 5 << 20) == second); /* the warmest first */
    CHECK(jac_alloc(env, 5 << 20) == first);
    jac_env_free(env);
    jac_trim();
}

static void large_blocks_start_at_different_places_of_their_pages(void) {
    jac_env *env = jac_env_new();
    char *first = jac_alloc(env, 4 << 20);
    char *second = jac_alloc(env, 4 << 20);
    CHECK(((uintptr_t) first & 4095) != ((uintptr_t) second & 4095));
    jac_env_free(env);
    jac_trim();
}

static long resident_kilobytes(void) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file != NULL && fscanf(file, "%*d %ld", &pages) == 1);
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void kept_memory_is_bounded_and_can_be_given_back(void) {
    jac_env *env = jac_env_new();
    jac_trim();
    long before = resident_kilobytes();
    long limit = (long) (jac_large_limit() / 1024);
    for (int i = 0; i < 100; i++) { /* 100 different sizes, alive together: 600 MiB when all were touched */
        char *block = jac_alloc(env, (2 << 20) + i * 40000);
        memset(data(block), 1, 4096);
    }
    jac_sweep(env);
    CHECK(resident_kilobytes() - before <= limit + 8192);
    char *huge = jac_alloc(env, 65 << 20);
    memset(data(huge), 1, 65 << 20);
    long full = resident_kilobytes();
    jac_release(env, huge);
    CHECK(resident_kilobytes() < full - (60 << 10)); /* over 64 MiB: not kept */
    jac_trim();
    CHECK(resident_kilobytes() - before < 8192);
    jac_env_free(env);
}

static void kept_memory_is_dropped_when_no_more_can_be_had(void) {
    pid_t child = fork();
    if (child == 0) {
        jac_env *env = jac_env_new();
        jac_trim();
        for (int i = 0; i < 3; i++) jac_alloc(env, (20 << 20) + (i << 16));
        jac_sweep(env);
        long pages = 0;
        FILE *file = fopen("/proc/self/statm", "r");
        CHECK(file != NULL && fscanf(file, "%ld", &pages) == 1);
        fclose(file);
        struct rlimit limit = {(rlim_t) pages * 4096 + (16 << 20), RLIM_INFINITY};
        CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
        CHECK(jac_alloc(env, 40 << 20) != NULL); /* only the kept 60 MiB make room for it */
        CHECK(jac_alloc(env, 400 << 20) == NULL);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
}

static volatile int stop_churning;

static void *churn(void *env) {
    while (!stop_churning) jac_release(env, jac_alloc(env, 2 << 20));
    return env;
}

static void a_forked_child_can_use_the_kept_memory(void) {
    pthread_t other;
    static jac_env *theirs; /* static: the child has no thread that would hold it */
    jac_env *env = jac_env_new();
    theirs = jac_env_new();
    CHECK(pthread_create(&other, NULL, churn, theirs) == 0);
    for (int i = 0; i < 50; i++) {
        pid_t child = fork();
        if (child == 0) {
            jac_release(env, jac_alloc(env, 2 << 20));
            /* Not _exit, for then valgrind would count what the other thread, which the child lacks, had in hand as lost. */
            kill(getpid(), SIGKILL);
        }
        int status = 0;
        CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    stop_churning = 1;
    pthread_join(other, NULL);
    jac_env_free(theirs);
    jac_env_free(env);
    jac_trim();
}

static void the_first_call_sites_are_kept_and_read_once(void) {
    jac_env *env = jac_env_new();
    int32_t sites[100];
    CHECK(jac_env_trace(env, sites, 100) == 0);
    for (int32_t i = 1; i <= 80; i++) jac_trace(env, i);
    CHECK(jac_env_trace(env, sites, 100) == JAC_TRACE);
    CHECK(sites[0] == 1 && sites[JAC_TRACE - 1] == JAC_TRACE);
    CHECK(jac_env_trace(env, sites, 100) == 0);
    jac_trace(env, 7);
    jac_trace(env, 8);
    CHECK(jac_env_trace(env, sites, 1) == 1 && sites[0] == 7);
    CHECK(jac_env_trace(env, NULL, 0) == 0);
    jac_env_free(env);
}

static void arguments_are_kept(void) {
    jac_env *env = jac_env_new();
    for (int i = 0; i < JAC_ARGUMENTS; i++) jac_arguments(env)[i].i = i;
    for (int i = 0; i < JAC_ARGUMENTS; i++) CHECK(jac_arguments(env)[i].i == i);
    jac_env_free(env);
}

static int64_t descend(jac_env *env, int64_t depth) {
    volatile char frame[500];
    frame[0] = (char) depth;
    if (jac_stack_low(env)) return depth;
    int64_t deepest = descend(env, depth + 1);
    CHECK(frame[0] == (char) depth); /* uses the frame after the call: no tail call */
    return deepest;
}

static void *descend_on_a_thread(void *env) { return (void *) (intptr_t) descend(env, 0); }

static void an_endless_recursion_is_noticed_on_every_thread(void) {
    jac_env *env = jac_env_new();
    int64_t main_depth = descend(env, 0);
    CHECK(main_depth > 1000);
    CHECK(!jac_stack_low(env));
    uintptr_t low = *(uintptr_t *) env, here = (uintptr_t) __builtin_frame_address(0);
    CHECK(low < here && low > here - ((uintptr_t) 1 << 33));
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 1 << 20);
    pthread_t thread;
    void *depth = NULL;
    CHECK(pthread_create(&thread, &attributes, descend_on_a_thread, env) == 0);
    pthread_join(thread, &depth);
    CHECK((intptr_t) depth > 100 && (intptr_t) depth < main_depth);
    CHECK(!jac_stack_low(env));
    jac_env_free(env);
}

static void the_memory_of_the_machine_is_known(void) { CHECK(jac_memory() > (64 << 20)); }

int main(int argc, char **argv) {
    const test tests[] = {
        TEST(blocks_of_every_size_can_be_written),
        TEST(impossible_sizes_give_null),
        TEST(nothing_happens_for_null_and_for_odd_owners),
        TEST(zeroed_blocks_are_zero_also_when_their_memory_was_used_before),
        TEST(the_last_release_frees),
        TEST(sweep_frees_what_did_not_escape),
        TEST(an_escaped_block_may_still_be_counted_by_its_call),
        TEST(two_threads_end_the_references_of_two_results_that_share_a_block),
        TEST(a_freed_large_block_is_used_again_for_the_same_size_only),
        TEST(large_blocks_start_at_different_places_of_their_pages),
        TEST(kept_memory_is_bounded_and_can_be_given_back),
        TEST(kept_memory_is_dropped_when_no_more_can_be_had),
        TEST(a_forked_child_can_use_the_kept_memory),
        TEST(the_first_call_sites_are_kept_and_read_once),
        TEST(arguments_are_kept),
        TEST(an_endless_recursion_is_noticed_on_every_thread),
        TEST(the_memory_of_the_machine_is_known),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
