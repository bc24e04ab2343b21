/* Counters of executed lines, as kernels use them. */
#define _GNU_SOURCE
#include "check.h"
#include "jaculus_sampler.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char dir[] = "/tmp/jaculus-hits-XXXXXX";

/* What kernels have: two lines, 12 bytes of text; and another's. */
static const struct {
    int64_t lines, bytes;
    char text[16];
} table = {2, 12, "1 /a\n2 /a.b\n"}, other = {1, 5, "9 /a\n"};

static int64_t *counts_of(jac_env *env) { return *(int64_t **) (void *) ((char *) env + JAC_ENV_COUNTS); }

static void execute(jac_env *env, int64_t first, int64_t second) {
    jac_count_lines(env, (const int64_t *) &table);
    counts_of(env)[0] += first;
    counts_of(env)[1] += second;
}

static int64_t sums[2], records, of_other;

static void read_counts(const char *number) {
    char path[100];
    snprintf(path, sizeof path, "%s/hits%s.bin", dir, number);
    int file = open(path, O_RDONLY);
    struct stat stat;
    CHECK(file >= 0 && fstat(file, &stat) == 0);
    char *bytes = mmap(NULL, (size_t) stat.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    jac_samples_header header;
    memcpy(&header, bytes, sizeof header);
    CHECK(memcmp(header.magic, JAC_HITS_MAGIC, 8) == 0 && header.record_bytes == 8);
    const int64_t *at = (const int64_t *) (bytes + header.header_bytes), *end = at + header.count;
    sums[0] = sums[1] = records = of_other = 0;
    while (at < end) {
        int64_t lines = at[0], text = (at[1] + 7) / 8;
        CHECK(memcmp(at + 2, lines == 2 ? table.text : other.text, (size_t) at[1]) == 0);
        if (lines == 1) of_other += at[2 + text];
        for (int i = 0; lines == 2 && i < 2; i++) sums[i] += at[2 + text + i];
        records++;
        at += 2 + text + lines;
    }
    munmap(bytes, (size_t) stat.st_size);
}

static void start(void) {
    CHECK(jac_counting_start() == EINVAL);
    CHECK(jac_sampler_start(dir, 1000, 0) == 0);
    CHECK(jac_counting_start() == 0);
}

static void counters_of_an_env_that_ends_are_the_next_ones(void) {
    start();
    for (int i = 0; i < 1000; i++) {
        jac_env *env = jac_env_new();
        execute(env, 1, i);
        jac_count_lines(env, (const int64_t *) &other);
        counts_of(env)[0] += 3;
        execute(env, 1, 0);
        jac_env_free(env);
    }
    jac_env *one = jac_env_new(), *two = jac_env_new();
    execute(one, 5, 0);
    execute(two, 5, 0);
    CHECK(counts_of(one) != counts_of(two));
    CHECK(jac_sampler_stop() == 0);
    execute(one, 7, 0); /* the file is still mapped */
    jac_env_free(one);
    jac_env_free(two);
    read_counts("");
    CHECK(sums[0] == 2017 && sums[1] == 999 * 500 && of_other == 3000 && records == 3);
}

static void without_a_file_kernels_can_count_too(void) {
    jac_env *env = jac_env_new();
    execute(env, 1, 2);
    start();
    execute(env, 10, 20);
    CHECK(jac_sampler_stop() == 0);
    jac_env_free(env);
    read_counts("");
    CHECK(sums[0] == 10 && sums[1] == 20);
}

static void *execute_many(void *unused) {
    (void) unused;
    jac_env *env = jac_env_new();
    for (int i = 0; i < 100000; i++) execute(env, 1, 2);
    jac_env_free(env);
    return NULL;
}

static void threads_lose_nothing(void) {
    start();
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, execute_many, NULL) == 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK(jac_sampler_stop() == 0);
    read_counts("");
    CHECK(sums[0] == 400000 && sums[1] == 800000 && records <= 4);
}

static void a_forked_child_counts_apart(void) {
    start();
    jac_env *env = jac_env_new();
    execute(env, 1, 0);
    fflush(NULL);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        execute(env, 100, 0);
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    execute(env, 2, 0);
    CHECK(jac_sampler_stop() == 0);
    jac_env_free(env);
    read_counts("");
    CHECK(sums[0] == 3);
    char number[20];
    snprintf(number, sizeof number, "-%d", (int) child);
    read_counts(number);
    CHECK(sums[0] == 100);
}

int main(int argc, char **argv) {
    CHECK(mkdtemp(dir) != NULL);
    static const test tests[] = {
        TEST(counters_of_an_env_that_ends_are_the_next_ones),
        TEST(without_a_file_kernels_can_count_too),
        TEST(threads_lose_nothing),
        TEST(a_forked_child_counts_apart),
    };
    int failed = run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command) != 0 || failed;
}
