/* The sampler in real processes. This program defines pthread_create itself, as if it were preloaded. */
#define _GNU_SOURCE
#include "check.h"
#include "jaculus_sampler.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static char dir[] = "/tmp/jaculus-sampler-XXXXXX";

static double cpu_seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Works for so many milliseconds of this thread's processor time. */
static void work(int milliseconds) {
    double end = cpu_seconds(CLOCK_THREAD_CPUTIME_ID) + milliseconds / 1e3;
    while (cpu_seconds(CLOCK_THREAD_CPUTIME_ID) < end) {
        for (volatile int i = 0; i < 2000; i++) continue;
    }
}

static void *work_on_a_thread(void *milliseconds) {
    work((int) (intptr_t) milliseconds);
    return (void *) (intptr_t) syscall(SYS_gettid);
}

static jac_samples_header header;

static char name[40] = "samples.bin";

/* The weight of all samples of a thread (0: of all threads) in the file. */
static long weight_of(long thread) {
    char path[100];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    int file = open(path, O_RDONLY);
    struct stat stat;
    CHECK(file >= 0 && fstat(file, &stat) == 0);
    char *bytes = mmap(NULL, (size_t) stat.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    CHECK(bytes != MAP_FAILED);
    memcpy(&header, bytes, sizeof header);
    CHECK(memcmp(header.magic, JAC_SAMPLES_MAGIC, 8) == 0);
    CHECK((uint64_t) stat.st_size >= header.header_bytes + header.count * header.record_bytes);
    long weight = 0;
    for (uint64_t i = 0; i < header.count; i++) {
        const jac_sample *sample = (const jac_sample *) (bytes + header.header_bytes) + i;
        CHECK(sample->pc != 0);
        if (thread == 0 || sample->thread == (uint32_t) thread) weight += sample->weight;
    }
    munmap(bytes, (size_t) stat.st_size);
    return weight;
}

static int about(long weight, double milliseconds) {
    int close = (double) weight > 0.8 * milliseconds - 8 && (double) weight < 1.2 * milliseconds + 8;
    if (!close) fprintf(stderr, "    %ld samples for %.0f ms\n", weight, milliseconds);
    return close;
}

static void start(void) { CHECK(jac_sampler_start(dir, 1000, 0) == 0); }

static void perf_event_ticks_at_any_rate(void) {
    int error = jac_sampler_by_perf(1);
    if (error != 0) {
        fprintf(stderr, "    perf_event is not allowed here: %s\n", strerror(error));
        return;
    }
    CHECK(jac_sampler_start(dir, 4000, 0) == 0);
    CHECK(jac_sampler_by_perf(0) == EALREADY);
    double before = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, work_on_a_thread, (void *) (intptr_t) 200) == 0);
    work(300);
    void *number;
    pthread_join(thread, &number);
    double worked = 1e3 * (cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - before);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        work(50);
        _exit(0);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(jac_sampler_stop() == 0);
    CHECK(about(weight_of(getpid()) / 4, worked) && about(weight_of((long) (intptr_t) number) / 4, 200));
    CHECK(header.count > 1500); /* each sample is one tick */
    CHECK(jac_sampler_by_perf(0) == 0);
}

static void samples_are_in_proportion_to_processor_time(void) {
    start();
    double before = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    work(300);
    double after = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    struct timespec pause = {0, 50 * 1000 * 1000}; /* sleeping does not count */
    nanosleep(&pause, NULL);
    CHECK(jac_sampler_stop() == 0);
    CHECK(about(weight_of(0), (after - before) * 1e3));
    CHECK(header.stopped == 1 && header.lost == 0 && header.unsampled == 0 && header.pid == (uint32_t) getpid());
}

static void every_thread_gets_its_own_samples(void) {
    pthread_t early, late[2];
    CHECK(pthread_create(&early, NULL, work_on_a_thread, (void *) 200) == 0);
    start();
    CHECK(pthread_create(&late[0], NULL, work_on_a_thread, (void *) 100) == 0);
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    CHECK(pthread_create(&late[1], NULL, work_on_a_thread, (void *) 100) == 0); /* with all signals blocked */
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    void *ids[3];
    pthread_join(early, &ids[0]);
    pthread_join(late[0], &ids[1]);
    pthread_join(late[1], &ids[2]);
    CHECK(jac_sampler_stop() == 0);
    CHECK(weight_of((long) (intptr_t) ids[0]) > 120);
    CHECK(about(weight_of((long) (intptr_t) ids[1]), 100));
    CHECK(about(weight_of((long) (intptr_t) ids[2]), 100));
}

static void *leave(void *unused) {
    work(5);
    pthread_exit(unused);
}

static void many_short_threads_are_sampled_and_leave_nothing(void) {
    start();
    for (int i = 0; i < 60; i++) {
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, i % 2 ? leave : work_on_a_thread, (void *) 5) == 0);
        pthread_join(thread, NULL);
    }
    CHECK(jac_sampler_stop() == 0);
    CHECK(weight_of(0) > 100); /* of 300: the first tick of a thread is often not counted */
    CHECK(header.unsampled == 0);
}

static void a_killed_process_leaves_its_samples(void) {
    pid_t child = fork();
    if (child == 0) {
        start();
        work(100);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    CHECK(about(weight_of(0), 100));
    CHECK(header.stopped == 0);
    char path[100];
    snprintf(path, sizeof path, "%s/maps", dir);
    struct stat stat;
    FILE *maps = fopen(path, "r");
    CHECK(maps != NULL && fstat(fileno(maps), &stat) == 0 && fgetc(maps) != EOF);
    fclose(maps);
}

static void a_forked_child_has_its_own_file(void) {
    start();
    work(40);
    pid_t child = fork();
    if (child == 0) {
        work(40);
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, work_on_a_thread, (void *) 60) == 0);
        pthread_join(thread, NULL);
        pid_t grandchild = fork();
        if (grandchild == 0) _exit(0);
        waitpid(grandchild, NULL, 0);
        char path[100];
        snprintf(path, sizeof path, "%s/samples-%d.bin", dir, (int) grandchild);
#ifndef __SANITIZE_ADDRESS__ /* under which a fork may take longer than from one sample to the next */
        CHECK(access(path, F_OK) != 0); /* it was never sampled */
#endif
        if (getpid() % 2) _exit(0);
        exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(jac_sampler_stop() == 0);
    CHECK(about(weight_of(0), 40));
    CHECK(weight_of(getpid()) == weight_of(0));
    snprintf(name, sizeof name, "samples-%d.bin", (int) child);
    CHECK(about(weight_of(0), 100));
    CHECK(about(weight_of(child), 40));
    CHECK(header.pid == (uint32_t) child && header.hz == 1000);
    strcpy(name, "samples.bin");
}

static void a_process_may_join(void) {
    start();
    pid_t child = fork();
    if (child == 0) {
        CHECK(jac_sampler_stop() == 0);
        CHECK(jac_sampler_join(dir, 500) == 0);
        CHECK(jac_sampler_join(dir, 500) == EALREADY);
        work(100);
        CHECK(jac_sampler_stop() == 0);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(jac_sampler_stop() == 0);
    snprintf(name, sizeof name, "samples-%d.bin", (int) child);
    CHECK(about(2 * weight_of(0), 100));
    strcpy(name, "samples.bin");
}

extern char **environ;

static void children_can_be_executed_and_this_process_replaced(void) {
    start();
    char *arguments[] = {"true", NULL};
    for (int i = 0; i < 20; i++) {
        pid_t child;
        int status = 0;
        work(2);
        CHECK(posix_spawnp(&child, "true", NULL, NULL, arguments, environ) == 0);
        CHECK(waitpid(child, &status, 0) == child && status == 0);
    }
    CHECK(jac_sampler_stop() == 0);
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        if (child == 0) {
            CHECK(jac_sampler_stop() == 0 && jac_sampler_start(dir, 10000, 0) == 0);
            work(4 + i % 3);
            execvp("true", arguments); /* a signal on its way would kill it */
        }
        int status = 0;
        CHECK(waitpid(child, &status, 0) == child && status == 0);
    }
}

static volatile int profs;

static void count_prof(int unused) {
    (void) unused;
    profs++;
}

static void the_program_may_use_sigprof_itself(void) {
    start();
    signal(SIGPROF, count_prof);
    struct itimerval every = {{0, 10000}, {0, 10000}}, never = {{0, 0}, {0, 0}};
    CHECK(setitimer(ITIMER_PROF, &every, NULL) == 0);
    work(200);
    CHECK(setitimer(ITIMER_PROF, &never, NULL) == 0);
    signal(SIGPROF, SIG_DFL);
    CHECK(jac_sampler_stop() == 0);
    CHECK(profs >= 10 && profs <= 25);
    CHECK(about(weight_of(0), 200));
}

static void what_finds_no_room_is_counted(void) {
    CHECK(jac_sampler_start(dir, 1000, 3) == 0);
    work(100);
    CHECK(jac_sampler_stop() == 0);
    long kept = weight_of(0);
    CHECK(header.count == 3);
    CHECK(about(kept + (long) header.lost, 100));
}

static void a_program_may_close_all_its_files_and_change_its_folder(void) {
    pid_t child = fork();
    if (child == 0) {
        CHECK(jac_sampler_start(dir, 20000, 0) == 0);
        for (int file = 3; file < 100; file++) close(file);
        char own[] = "/tmp/jaculus-own-XXXXXX";
        int file = mkstemp(own);
        CHECK(file == 3 && chdir("/") == 0);
        work(100);
        CHECK(jac_sampler_stop() == 0);
        CHECK(lseek(file, 0, SEEK_END) == 0); /* its file is not ours */
        unlink(own);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(weight_of(0) > 1000);
}

/* The sampler's handler: the only one for a real-time signal. */
static struct sigaction handler(void) {
    struct sigaction found;
    for (int i = SIGRTMIN; i <= SIGRTMAX; i++) {
        if (sigaction(i, NULL, &found) == 0 && found.sa_handler != SIG_DFL) return found;
    }
    abort();
}

/* As if so many ticks had come. Others wait meanwhile, as they do for the kernel's. */
static void tick(uint64_t times) {
    siginfo_t tick = {.si_code = SI_TIMER};
    ucontext_t here = {0};
    struct sigaction ours = handler();
    getcontext(&here);
    sigset_t old;
    pthread_sigmask(SIG_BLOCK, &ours.sa_mask, &old);
    for (uint64_t i = 0; i < times; i++) ours.sa_sigaction(0, &tick, &here);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

enum { FIRST_STEP = 32 * 1024 };

static void the_file_grows(void) {
    uint64_t capacity = FIRST_STEP + 10000;
    CHECK(jac_sampler_start(dir, 1000, capacity) == 0);
    tick(capacity);
    CHECK(jac_sampler_stop() == 0);
    CHECK(weight_of(0) >= (long) capacity);
    CHECK(header.count == capacity);
}

static void a_full_disk_is_no_disaster(void) {
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN); /* as Python does */
        struct rlimit limit = {FIRST_STEP * sizeof(jac_sample) + 8192, RLIM_INFINITY};
        CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
        start();
        tick(2 * FIRST_STEP);
        CHECK(jac_sampler_stop() == 0);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(weight_of(0) >= FIRST_STEP);
    CHECK(header.count == FIRST_STEP && header.lost >= FIRST_STEP);
    child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        struct rlimit limit = {8192, RLIM_INFINITY};
        CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
        CHECK(jac_sampler_start(dir, 1000, 0) == EFBIG);
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child && status == 0);
}

static void errno_is_left_alone(void) {
    start();
    errno = 77;
    double end = cpu_seconds(CLOCK_THREAD_CPUTIME_ID) + 0.05;
    while (cpu_seconds(CLOCK_THREAD_CPUTIME_ID) < end) CHECK(errno == 77);
    CHECK(jac_sampler_stop() == 0);
}

static void mistakes_are_errors(void) {
    CHECK(jac_sampler_start("/nowhere/at/all", 1000, 0) == ENOENT);
    CHECK(jac_sampler_start(NULL, 1000, 0) == EINVAL);
    CHECK(jac_sampler_start(dir, 0, 0) == EINVAL);
    CHECK(jac_sampler_start(dir, 1000, SIZE_MAX) == EINVAL);
    CHECK(jac_sampler_stop() == 0);
    CHECK(jac_sampler_note_maps() == 0);
    start();
    CHECK(jac_sampler_start(dir, 1000, 0) == EALREADY);
    CHECK(jac_sampler_note_maps() == 0);
    CHECK(jac_sampler_stop() == 0);
    CHECK(jac_sampler_stop() == 0);
}

static void it_stops_at_exit(void) {
    pid_t child = fork();
    if (child == 0) {
        start();
        work(40);
        exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(about(weight_of(0), 40));
    CHECK(header.stopped == 1);
}

int main(int argc, char **argv) {
    CHECK(mkdtemp(dir) != NULL);
    const test tests[] = {
        TEST(perf_event_ticks_at_any_rate),
        TEST(samples_are_in_proportion_to_processor_time),
        TEST(every_thread_gets_its_own_samples),
        TEST(many_short_threads_are_sampled_and_leave_nothing),
        TEST(a_killed_process_leaves_its_samples),
        TEST(a_forked_child_has_its_own_file),
        TEST(a_process_may_join),
        TEST(children_can_be_executed_and_this_process_replaced),
        TEST(the_program_may_use_sigprof_itself),
        TEST(what_finds_no_room_is_counted),
        TEST(a_program_may_close_all_its_files_and_change_its_folder),
        TEST(the_file_grows),
        TEST(a_full_disk_is_no_disaster),
        TEST(errno_is_left_alone),
        TEST(mistakes_are_errors),
        TEST(it_stops_at_exit),
    };
    int failed = run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
    char path[100];
    snprintf(path, sizeof path, "%s/samples.bin", dir);
    unlink(path);
    const char *others[] = {"maps", "calls.bin", "codes.bin", "threads"};
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, others[i]);
        unlink(path);
    }
    rmdir(dir);
    return failed;
}
