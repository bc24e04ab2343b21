/* BLAS and LAPACK by name: found once, through the library that the host names or through the system's. */
#include "jaculus_fortran.h"

#include "fortran.h"
#include "pool.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void function(void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *,
        void *, void *, void *, void *, void *, void *, void *);

/* How builds spell a name, and their INTEGER: NumPy's wheels, OpenBLAS with 64 bits, everybody else. */
static const struct {
    const char *spelling;
    int bits;
} SPELLINGS[] = {{"scipy_%s_64_", 64}, {"%s_64_", 64}, {"%s_", 32}};

static const char *const SYSTEM[] = {"libopenblas.so.0", "liblapack.so.3", "libblas.so.3"};

enum { FOUND = 256, LIBRARIES = 4, PROVIDED = 8 };

/* Written once each, and the name last: who sees the name sees the rest. */
static struct {
    int64_t name;
    function *function;
    jac_provided *provided;
    int bits;
} found[FOUND];

static struct {
    int64_t name;
    jac_provided *function;
} provided[PROVIDED];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *named;
static void *libraries[LIBRARIES];
static int opened = -1;

static int (*get_threads)(void);
static void (*set_threads)(int);
static int kept_threads; /* before a parallel loop; 0: they are as they were */

void jac_fortran_library(const char *path) {
    pthread_mutex_lock(&lock);
    free(named);
    named = path == NULL ? NULL : strdup(path);
    pthread_mutex_unlock(&lock);
}

void jac_fortran_provide(const char *name, jac_provided *function) {
    int64_t number = 0;
    memcpy(&number, name, strnlen(name, sizeof number));
    pthread_mutex_lock(&lock);
    for (int i = 0; i < PROVIDED; i++) {
        if (provided[i].name != 0 && provided[i].name != number) continue;
        provided[i].name = number;
        provided[i].function = function;
        break;
    }
    pthread_mutex_unlock(&lock);
}

static void *symbol(const char *name) {
    void *address = NULL;
    for (int i = 0; i < opened && address == NULL; i++) address = dlsym(libraries[i], name);
    return address;
}

static void add_library(const char *path) {
    void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    if (library != NULL) libraries[opened++] = library;
}

static void open_libraries(void) {
    opened = 0;
    if (named != NULL) add_library(named);
    for (size_t i = 0; opened == 0 && i < sizeof SYSTEM / sizeof *SYSTEM; i++) add_library(SYSTEM[i]);
    static const char *const threads[][2] = {
        {"scipy_openblas_get_num_threads64_", "scipy_openblas_set_num_threads64_"},
        {"openblas_get_num_threads64_", "openblas_set_num_threads64_"},
        {"openblas_get_num_threads", "openblas_set_num_threads"},
    };
    for (size_t i = 0; i < sizeof threads / sizeof *threads && set_threads == NULL; i++) {
        *(void **) &get_threads = symbol(threads[i][0]);
        *(void **) &set_threads = get_threads == NULL ? NULL : symbol(threads[i][1]);
    }
}

static void look_for(int64_t name, int at) {
    char plain[sizeof name + 1] = {0}, full[64];
    memcpy(plain, &name, sizeof name);
    for (int i = 0; i < PROVIDED; i++) {
        if (provided[i].name == name) found[at].provided = provided[i].function;
    }
    if (found[at].provided == NULL && opened < 0) open_libraries();
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS && found[at].provided == NULL && found[at].function == NULL; i++) {
        snprintf(full, sizeof full, SPELLINGS[i].spelling, plain);
        *(void **) &found[at].function = symbol(full);
        found[at].bits = SPELLINGS[i].bits;
    }
    __atomic_store_n(&found[at].name, name, __ATOMIC_RELEASE);
}

/* The place of a name in the table, or of the gap where it belongs; -1 where the table is full. */
static int place_of(int64_t name) {
    unsigned start = (unsigned) ((uint64_t) name * 0x9e3779b97f4a7c15u >> 56);
    for (unsigned i = 0; i < FOUND; i++) {
        int64_t there = __atomic_load_n(&found[(start + i) % FOUND].name, __ATOMIC_ACQUIRE);
        if (there == name || there == 0) return (int) ((start + i) % FOUND);
    }
    return -1;
}

static int find(int64_t name) {
    int at = place_of(name);
    if (at < 0 || __atomic_load_n(&found[at].name, __ATOMIC_ACQUIRE) != 0) return at;
    pthread_mutex_lock(&lock);
    at = place_of(name);
    if (at >= 0 && found[at].name == 0) look_for(name, at);
    pthread_mutex_unlock(&lock);
    return at;
}

static void use_one_thread(void) {
    if (set_threads == NULL || __atomic_load_n(&kept_threads, __ATOMIC_ACQUIRE) != 0) return;
    pthread_mutex_lock(&lock);
    if (kept_threads == 0) {
        __atomic_store_n(&kept_threads, get_threads(), __ATOMIC_RELEASE);
        set_threads(1);
    }
    pthread_mutex_unlock(&lock);
}

void jac_fortran_restore(void) {
    if (__builtin_expect(__atomic_load_n(&kept_threads, __ATOMIC_ACQUIRE) == 0, 1)) return;
    pthread_mutex_lock(&lock);
    if (kept_threads != 0) set_threads(kept_threads);
    __atomic_store_n(&kept_threads, 0, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&lock);
}

int64_t jac_fortran(int64_t name, void *const *a) {
    int at = find(name);
    if (at >= 0 && found[at].provided != NULL) {
        found[at].provided(a);
        return 64;
    }
    if (at < 0 || found[at].function == NULL) return 0;
    if (__atomic_load_n(&jac_parallel_active, __ATOMIC_RELAXED)) use_one_thread();
    /* Those that take fewer do not look at the rest. */
    found[at].function(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15], a[16],
            a[17], a[18], a[19]);
    return found[at].bits;
}
