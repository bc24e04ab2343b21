/* The frames of an interpreter in samples, guarded reads, and faults that are the program's own. */
#define _GNU_SOURCE
#include "check.h"
#include "jaculus_sampler.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char dir[] = "/tmp/jaculus-frames-XXXXXX";

static void work(int milliseconds) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    double end = (double) time.tv_sec + (double) time.tv_nsec / 1e9 + milliseconds / 1e3;
    do {
        for (volatile int i = 0; i < 2000; i++) continue;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    } while ((double) time.tv_sec + (double) time.tv_nsec / 1e9 < end);
}

/* A file of the sampler's, whole. */
static char *whole(const char *name) {
    char path[100];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    int file = open(path, O_RDONLY);
    struct stat stat;
    CHECK(file >= 0 && fstat(file, &stat) == 0);
    char *bytes = mmap(NULL, (size_t) stat.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    CHECK(bytes != MAP_FAILED);
    return bytes;
}

static const jac_samples_header *header(const char *bytes) { return (const jac_samples_header *) bytes; }

static jac_host_text text(const char *of) { return (jac_host_text) {of, (uint32_t) strlen(of), 1}; }

static char name[4] = "f", lines[] = "table";
static const char *unmapped;
static volatile int unmapped_was_read, calls_of_reader;

/* Two frames, of which one has a name that the test changes; the third's text cannot be read. */
static size_t two_frames(jac_host_frame *frames, size_t most, int *more, int thread) {
    if (thread != 0) return 0;
    jac_host_text function = text(name), file = text("/home/me/a.py"), table = text(lines), bad = {unmapped, 100, 1};
    CHECK(most >= 3);
    char byte;
    calls_of_reader++;
    if (jac_sampler_peek(&byte, unmapped, 1) == 0) unmapped_was_read = 1;
    if (jac_sampler_peek(&byte, (const char *) 8, 1) == 0) unmapped_was_read = 1;
    if (jac_sampler_peek(&byte, (const char *) ~0ul, 1) == 0) unmapped_was_read = 1;
    frames[0] = (jac_host_frame) {jac_sampler_code(7, &function, &file, &table), 5};
    frames[1] = (jac_host_frame) {jac_sampler_code(8, &function, &file, &bad), 5};
    frames[2] = (jac_host_frame) {jac_sampler_code(1, &file, &file, &table), -1};
    *more = 1;
    return 3;
}

/* Samples have, from the innermost on: f, then a.py, then the mark that callers are missing; f's first letter is given. */
static void check_stacks(char first, char other) {
    const char *samples = whole("samples.bin"), *calls = whole("calls.bin"), *codes = whole("codes.bin");
    CHECK(header(samples)->count > 3 && header(calls)->lost == 0 && header(codes)->lost == 0);
    int seen[128] = {0};
    for (uint64_t i = 0; i < header(samples)->count; i++) {
        uint32_t number = ((const jac_sample *) (samples + 4096))[i].caller;
        CHECK(number > 0 && number <= header(calls)->count);
        const jac_call *f = (const jac_call *) (calls + 4096) + number - 1;
        while (f->instruction == JAC_CALL_NATIVE) number = f->caller, f = (const jac_call *) (calls + 4096) + number - 1;
        CHECK(f->instruction == 5 && f->caller > 0 && f->caller < number);
        const jac_code *code = (const jac_code *) (codes + 4096 + 8 * (f->place - 1));
        CHECK(code->line == 7 && code->name_bytes == 1 && memcmp((const char *) (code + 1) + 1, "/home/me/a.py", 13) == 0);
        seen[*(const unsigned char *) (code + 1) & 127]++;
        const jac_call *module = (const jac_call *) (calls + 4096) + f->caller - 1;
        CHECK(module->instruction == -1);
        const jac_call *cut = (const jac_call *) (calls + 4096) + module->caller - 1;
        CHECK(cut->caller == 0 && cut->instruction == JAC_CALL_CUT);
    }
    CHECK(seen[(int) first] > 0);
    CHECK(other == 0 || seen[(int) other] > 0);
    uint64_t interpreted = 0;
    for (uint64_t i = 0; i < header(calls)->count; i++) interpreted += ((const jac_call *) (calls + 4096))[i].instruction != JAC_CALL_NATIVE;
    CHECK(interpreted == (other == 0 ? 3 : 4)); /* each is written once */
    CHECK(!unmapped_was_read);
}

static void begin(void) {
    name[0] = 'f';
    CHECK(jac_sampler_start(dir, 1000, 0) == 0);
    jac_sampler_frames(two_frames, NULL);
}

static void a_sample_has_its_stack(void) {
    begin();
    work(60);
    CHECK(jac_sampler_stop() == 0);
    check_stacks('f', 0);
}

static void other_code_at_the_same_address_is_other_code(void) {
    begin();
    work(60);
    name[0] = 'g';
    work(60);
    CHECK(jac_sampler_stop() == 0);
    check_stacks('f', 'g');
}

static sigjmp_buf back;

static void jump_back(int signal) { siglongjmp(back, signal); }

static void nothing(int signal, siginfo_t *info, void *context) {
    (void) signal, (void) info, (void) context;
    _exit(33);
}

static void fault(void) { *(volatile char *) unmapped = 1; }

static void a_program_may_have_its_own_handler_of_faults(void) {
    struct sigaction ours, theirs = {.sa_handler = jump_back};
    begin();
    CHECK(sigaction(SIGSEGV, &theirs, &ours) == 0); /* as faulthandler does: now each page is asked for */
    work(60);
    CHECK(sigsetjmp(back, 1) == SIGSEGV || (fault(), 0));
    CHECK(sigaction(SIGSEGV, &ours, NULL) == 0);
    CHECK(jac_sampler_stop() == 0);
    check_stacks('f', 0);
    begin();
    sigset_t faults;
    sigemptyset(&faults);
    sigaddset(&faults, SIGSEGV);
    pthread_sigmask(SIG_BLOCK, &faults, NULL); /* a fault now would be the end */
    work(60);
    pthread_sigmask(SIG_UNBLOCK, &faults, NULL);
    CHECK(jac_sampler_stop() == 0);
    check_stacks('f', 0);
}

static int ended(void (*how)(void)) {
    pid_t child = fork();
    if (child == 0) {
        begin();
        work(10);
        how();
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    return status;
}

static void send_fault(void) { raise(SIGSEGV); }

static void fault_with_a_handler(void) {
    struct sigaction action = {.sa_sigaction = nothing, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    fault();
}

static void a_fault_of_the_programs_own_ends_it_as_ever(void) {
    int status = ended(fault);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    status = ended(send_fault);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    status = ended(fault_with_a_handler);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 33);
}

int main(int argc, char **argv) {
    struct sigaction plain = {.sa_handler = SIG_DFL}; /* sanitisers have a handler of their own */
    CHECK(mkdtemp(dir) != NULL && sigaction(SIGSEGV, &plain, NULL) == 0);
    char *pages = mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(pages != MAP_FAILED);
    unmapped = pages + 100;
    const test tests[] = {
        TEST(a_sample_has_its_stack),
        TEST(other_code_at_the_same_address_is_other_code),
        TEST(a_program_may_have_its_own_handler_of_faults),
        TEST(a_fault_of_the_programs_own_ends_it_as_ever),
    };
    int failed = run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
    CHECK(calls_of_reader > 0);
    const char *files[] = {"samples.bin", "calls.bin", "codes.bin", "maps", "threads"};
    for (int i = 0; i < 5; i++) {
        char path[100];
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        unlink(path);
    }
    rmdir(dir);
    return failed;
}
