/* What is allocated, by call: against a model that copies everything, in forked children, on several threads. */
#define _GNU_SOURCE
#include "check.h"
#include "jaculus_sampler.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char dir[] = "/tmp/jaculus-memory-XXXXXX";

/* The sites in a file of a process (NULL: of ours), by their callers; at_peak as it was at the peak. */
enum { MOST = 64 };
static jac_site total, sites[MOST];

static void read_sites(const char *number) {
    char path[100];
    snprintf(path, sizeof path, "%s/memory%s.bin", dir, number);
    int file = open(path, O_RDONLY);
    struct stat stat;
    CHECK(file >= 0 && fstat(file, &stat) == 0);
    char *bytes = mmap(NULL, (size_t) stat.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    CHECK(bytes != MAP_FAILED);
    jac_samples_header header;
    memcpy(&header, bytes, sizeof header);
    CHECK(memcmp(header.magic, JAC_MEMORY_MAGIC, 8) == 0 && header.record_bytes == sizeof(jac_site) && header.count > 0);
    const jac_site *all = (const jac_site *) (bytes + header.header_bytes);
    total = all[0];
    memset(sites, 0, sizeof sites);
    for (uint64_t i = 1; i < header.count; i++) {
        CHECK(all[i].caller < MOST);
        sites[all[i].caller] = all[i];
        if (all[i].turn != total.turn) sites[all[i].caller].at_peak = all[i].alive;
    }
    munmap(bytes, (size_t) stat.st_size);
}

static void start(void) {
    CHECK(jac_sampler_start(dir, 1000, 0) == 0);
    CHECK(jac_memory_start() == 0);
}

static void *address(uintptr_t number) { return (void *) (0x500000000000 + 16 * number); }

static void sites_are_as_a_model_says(void) {
    enum { BLOCKS = 3000, STEPS = 200000 };
    static struct {
        uint32_t call;
        uint64_t bytes;
    } blocks[BLOCKS];
    static uint64_t bytes[MOST], count[MOST], alive[MOST], at_peak[MOST];
    uint64_t all = 0, peak = 0;
    start();
    unsigned seed = 7;
    for (int step = 0; step < STEPS; step++) {
        unsigned i = (unsigned) rand_r(&seed) % BLOCKS, call = (unsigned) rand_r(&seed) % MOST, size = 1 + (unsigned) rand_r(&seed) % 5000;
        if (blocks[i].bytes == 0) {
            jac_memory_allocated(call, address(i), size);
            bytes[call] += size;
            count[call]++;
        } else if (rand_r(&seed) % 4 == 0) {
            jac_taken taken = jac_memory_take(address(i));
            CHECK(taken.known && taken.bytes == blocks[i].bytes);
            if (rand_r(&seed) % 3 == 0) { /* it could not be made larger */
                jac_memory_put_back(address(i), taken);
                continue;
            }
            if (rand_r(&seed) % 2 == 0) call = blocks[i].call;
            jac_memory_put(call, address(i), size, taken);
            if (call != blocks[i].call) bytes[call] += size, count[call]++;
            else if (size > blocks[i].bytes) bytes[call] += size - blocks[i].bytes;
        } else {
            jac_memory_freed(address(i));
            jac_memory_freed(address(i)); /* nothing happens */
            size = 0;
        }
        alive[blocks[i].call] -= blocks[i].bytes;
        all += size - blocks[i].bytes;
        blocks[i].bytes = size;
        blocks[i].call = call;
        alive[call] += size;
        if (all > peak) {
            peak = all;
            memcpy(at_peak, alive, sizeof alive);
        }
        if (step == STEPS / 2) { /* much goes: the peak stays behind */
            for (int j = 0; j < BLOCKS; j++) {
                jac_memory_freed(address((uintptr_t) j));
                alive[blocks[j].call] -= blocks[j].bytes;
                all -= blocks[j].bytes;
                blocks[j].bytes = 0;
            }
        }
    }
    CHECK(jac_sampler_stop() == 0);
    read_sites("");
    CHECK(total.alive == all && total.at_peak == peak && total.time != 0);
    for (int i = 0; i < MOST; i++) {
        CHECK(sites[i].bytes == bytes[i] && sites[i].count == count[i]);
        CHECK(sites[i].alive == alive[i] && sites[i].at_peak == at_peak[i]);
    }
}

static void nothing_is_noted_before_the_start_and_after_the_end(void) {
    CHECK(jac_memory_start() == EINVAL);
    jac_memory_allocated(1, address(1), 100);
    CHECK(jac_sampler_start(dir, 1000, 0) == 0);
    jac_memory_allocated(1, address(2), 100);
    CHECK(jac_memory_start() == 0 && jac_memory_start() == EINVAL);
    jac_memory_freed(address(1));
    jac_memory_allocated(2, address(3), 10);
    jac_memory_allocated(2, NULL, 10);
    jac_memory_freed(NULL);
    jac_memory_stop();
    jac_memory_stop();
    jac_memory_freed(address(3));
    jac_memory_allocated(2, address(4), 10);
    CHECK(!jac_memory_take(address(3)).known);
    CHECK(jac_sampler_stop() == 0);
    read_sites("");
    CHECK(total.bytes == 10 && total.alive == 10 && sites[2].count == 1 && sites[1].count == 0);
}

static void blocks_of_the_runtime_are_noted(void) {
    start();
    jac_env *env = jac_env_new();
    void *kept = jac_alloc(env, 1000);
    jac_release(env, jac_alloc_zeroed(env, 5 << 20));
    void *list = jac_list_new(env, 8, 0, 100);
    CHECK(jac_list_resize(env, list, 1000) == 0);
    jac_escape(env, kept);
    jac_sweep(env);
    jac_env_free(env);
    CHECK(jac_sampler_stop() == 0);
    jac_release_host(kept);
    read_sites("");
    CHECK(total.alive == 1000 && total.count == 5 && total.at_peak == 1000 + (5 << 20));
}

static void a_forked_child_notes_its_own(void) {
    start();
    jac_memory_allocated(1, address(1), 100);
    fflush(NULL);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        jac_memory_freed(address(1)); /* the parent's */
        jac_memory_allocated(3, address(1), 30);
        jac_memory_allocated(3, address(2), 12);
        jac_memory_freed(address(2));
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    jac_memory_allocated(1, address(5), 1);
    CHECK(jac_sampler_stop() == 0);
    read_sites("");
    CHECK(total.alive == 101 && total.bytes == 101);
    char number[20];
    snprintf(number, sizeof number, "-%d", (int) child);
    read_sites(number);
    CHECK(total.bytes == 42 && total.alive == 30 && total.at_peak == 42 && sites[3].count == 2 && sites[1].count == 0);
}

static void *allocate_many(void *call) {
    uintptr_t mine = (uintptr_t) call;
    for (uintptr_t i = 0; i < 20000; i++) {
        jac_memory_allocated((uint32_t) mine, address(mine * 1000000 + i % 100), 8);
        if (i % 2 == 0) jac_memory_freed(address(mine * 1000000 + i % 100));
    }
    return NULL;
}

static void threads_lose_nothing(void) {
    start();
    pthread_t threads[4];
    for (uintptr_t i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, allocate_many, (void *) (i + 1)) == 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK(jac_sampler_stop() == 0);
    read_sites("");
    for (int i = 1; i <= 4; i++) CHECK(sites[i].count == 20000 && sites[i].alive == 8 * 50);
}

int main(int argc, char **argv) {
    CHECK(mkdtemp(dir) != NULL);
    static const test tests[] = {
        TEST(sites_are_as_a_model_says),
        TEST(nothing_is_noted_before_the_start_and_after_the_end),
        TEST(blocks_of_the_runtime_are_noted),
        TEST(a_forked_child_notes_its_own),
        TEST(threads_lose_nothing),
    };
    int failed = run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command) != 0 || failed;
}
