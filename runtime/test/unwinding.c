/* Who called native code: real functions, whose callers are known. */
#define _GNU_SOURCE
#include "check.h"
#include "jaculus_sampler.h"
#include "unwind.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static jac_unwind_room room;
static size_t found;
static uintptr_t until;

static void look(int signal, siginfo_t *info, void *context) {
    (void) signal, (void) info;
    jac_guard guard;
    jac_guard_begin(&guard, &((ucontext_t *) context)->uc_sigmask);
    found = jac_unwind(&guard, context, until, &room);
}

static int in(uintptr_t address, const void *function) { return address > (uintptr_t) function && address < (uintptr_t) function + 400; }

static int is_known;

/* Functions of many shapes: with and without a frame pointer, with room of a size that is not known, with a realigned stack. */
__attribute__((noinline)) static void leaf(void) {
    raise(SIGUSR1);
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline, optimize("no-omit-frame-pointer"))) static void framed(int depth) {
    volatile char room_here[100];
    room_here[depth] = 1;
    leaf();
    __asm__ volatile("" ::"r"(room_here) : "memory");
}

__attribute__((noinline)) static void of_any_size(int depth) {
    volatile char *room_here = __builtin_alloca((size_t) depth * 100 + 1);
    room_here[depth] = 1;
    framed(depth);
    __asm__ volatile("" ::"r"(room_here) : "memory");
}

__attribute__((noinline)) static void realigned(int depth) {
    volatile char room_here[256] __attribute__((aligned(128)));
    volatile char *more = __builtin_alloca((size_t) depth * 100 + 1);
    room_here[depth] = more[0] = 1;
    of_any_size(depth);
    __asm__ volatile("" ::"r"(room_here), "r"(more) : "memory");
}

static int compare(const void *a, const void *b) {
    if (!is_known) {
        is_known = 1;
        realigned(3);
    }
    return *(const int *) a - *(const int *) b;
}

__attribute__((noinline)) static void root(void) {
    int numbers[] = {3, 1, 2};
    is_known = 0;
    qsort(numbers, 3, sizeof *numbers, compare); /* another library's frames in between */
    __asm__ volatile("" ::: "memory");
}

static size_t position(const void *function) {
    for (size_t i = 0; i < found; i++) {
        if (in(room.returns[i], function)) return i + 1;
    }
    return 0;
}

static void all_callers_are_found_in_their_order(void) {
    until = 0;
    for (int again = 0; again < 2; again++) { /* the second time by what was kept */
        root();
        const void *order[] = {leaf, framed, of_any_size, realigned, compare, root, all_callers_are_found_in_their_order};
        size_t last = 0;
        for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
            size_t at = position(order[i]);
            if (at <= last) fprintf(stderr, "    caller %zu is at %zu\n", i, at);
            CHECK(at > last);
            last = at;
        }
    }
}

static size_t complete, lost;
static void every_instruction_of_a_function_has_its_callers(void);

static void count(int signal, siginfo_t *info, void *context) {
    look(signal, info, context);
    uintptr_t pc = (uintptr_t) ((ucontext_t *) context)->uc_mcontext.gregs[REG_RIP];
    const void *caller = every_instruction_of_a_function_has_its_callers;
    if (position(caller) != 0 || in(pc, caller)) complete++;
    else lost++;
}

/* At any instruction: in a function's first ones and its last ones too. */
static void every_instruction_of_a_function_has_its_callers(void) {
    struct sigaction action = {.sa_sigaction = count, .sa_flags = SA_SIGINFO}, before;
    CHECK(sigaction(SIGALRM, &action, &before) == 0);
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
    struct itimerspec every = {{0, 50000}, {0, 50000}}, never = {{0, 0}, {0, 0}};
    complete = lost = 0;
    CHECK(timer_settime(timer, 0, &every, NULL) == 0);
    struct sigaction ignore = {.sa_handler = SIG_IGN}, looking;
    CHECK(sigaction(SIGUSR1, &ignore, &looking) == 0);
    for (int i = 0; i < 20000000 && complete + lost < 2000; i++) {
        root();
    }
    CHECK(timer_settime(timer, 0, &never, NULL) == 0);
    timer_delete(timer);
    CHECK(sigaction(SIGUSR1, &looking, NULL) == 0);
    CHECK(sigaction(SIGALRM, &before, NULL) == 0);
    fprintf(stderr, "    %zu of %zu\n", complete, complete + lost);
    CHECK(complete > 1000 && lost == 0);
}

static void the_way_ends_where_the_interpreter_begins(void) {
    pid_t child = fork(); /* rules are kept, and with them where the way ends */
    if (child == 0) {
        until = (uintptr_t) root;
        root();
        CHECK(position(compare) != 0 && position(root) == 0);
        CHECK(position(the_way_ends_where_the_interpreter_begins) == 0);
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
}

int main(int argc, char **argv) {
    if (!jac_unwind_prepare()) {
        fprintf(stderr, "  no _dl_find_object here\n");
        return 0;
    }
    struct sigaction action = {.sa_sigaction = look, .sa_flags = SA_SIGINFO};
    CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
    const test tests[] = {
        TEST(the_way_ends_where_the_interpreter_begins),
        TEST(all_callers_are_found_in_their_order),
        TEST(every_instruction_of_a_function_has_its_callers),
    };
    return run_tests(tests, sizeof tests / sizeof *tests, argc, argv);
}
