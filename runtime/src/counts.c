/*
 * Counters of executed lines. A kernel adds to those of its env without a lock, for no other thread has them; so each count is exact, and costs no more
 * than the addition. They lie in a mapped file, so that they are there however the process ends. Counters of an env that has ended are given
 * to the next that asks for such.
 */
#define _GNU_SOURCE
#include "counts.h"
#include "env.h"
#include "ring.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 1 << 22, HEAD = 2, MOST_LINES = 1 << 16 /* of a kernel: the compiler counts no more */ };

struct jac_counters {
    struct jac_counters *next;
    const int64_t *table; /* the kernel's */
    int64_t *counts;
    unsigned epoch;
};

static jac_ring file = {.magic = JAC_HITS_MAGIC, .unit = 8};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct jac_counters *left; /* of envs that have ended */
static int64_t nowhere[MOST_LINES];
static unsigned epoch;            /* counters of an older one are another process's */

static uint64_t units(int64_t bytes) { return (uint64_t) (bytes + 7) / 8; }

/* A forked child's file is made when it first counts. */
static int is_open(void) {
    long hz;
    if (file.header != NULL) return 1;
    const char *path = jac_counts_wanted(&hz);
    return path != NULL && jac_ring_open(&file, path, UNITS, hz) == 0;
}

static int64_t *new_counts(const int64_t *table) {
    int64_t lines = table[0], bytes = table[1];
    int64_t *record = is_open() ? jac_ring_claim(&file, HEAD + units(bytes) + (uint64_t) lines, NULL) : NULL;
    if (record == NULL) { /* nobody reads them, or there is no room */
        if (file.header != NULL) file.header->lost++;
        return calloc((size_t) lines, sizeof *record);
    }
    memcpy(record + 1, table + 1, (size_t) (8 + bytes));
    __atomic_store_n(record, lines, __ATOMIC_RELEASE); /* last: from now on it is one */
    return record + HEAD + units(bytes);
}

static struct jac_counters *take_left(const int64_t *table) {
    for (struct jac_counters **at = &left; *at != NULL; at = &(*at)->next) {
        struct jac_counters *found = *at;
        if (found->table != table || found->epoch != epoch) continue;
        *at = found->next;
        return found;
    }
    return NULL;
}

static struct jac_counters *make(const int64_t *table) {
    struct jac_counters *made = malloc(sizeof *made);
    int64_t *counts = made == NULL ? NULL : new_counts(table);
    if (counts == NULL) {
        free(made);
        return NULL;
    }
    *made = (struct jac_counters) {NULL, table, counts, epoch};
    return made;
}

/* Takes the env's own out of its list, if it has such. */
static struct jac_counters *take_own(jac_env *env, const int64_t *table) {
    for (struct jac_counters **at = &env->counters; *at != NULL; at = &(*at)->next) {
        struct jac_counters *found = *at;
        if (found->table != table || found->epoch != epoch) continue;
        *at = found->next;
        return found;
    }
    return NULL;
}

void jac_count_lines(jac_env *env, const int64_t *table) {
    struct jac_counters *first = env->counters;
    if (first != NULL && first->table == table && first->epoch == epoch) {
        env->counts = first->counts;
        return;
    }
    struct jac_counters *found = take_own(env, table);
    if (found == NULL) {
        pthread_mutex_lock(&lock);
        found = take_left(table);
        if (found == NULL) found = make(table);
        pthread_mutex_unlock(&lock);
    }
    if (found == NULL) { /* no memory: all such kernels count here, which means nothing */
        env->counts = nowhere;
        return;
    }
    found->next = env->counters;
    env->counters = found;
    env->counts = found->counts;
}

void jac_counts_leave(jac_env *env) {
    pthread_mutex_lock(&lock);
    while (env->counters != NULL) {
        struct jac_counters *one = env->counters;
        env->counters = one->next;
        one->next = left;
        left = one;
    }
    pthread_mutex_unlock(&lock);
}

void jac_counts_begin(void) {
    pthread_mutex_lock(&lock);
    epoch++; /* what kernels have counted so far is nobody's */
    file.header = NULL;
    pthread_mutex_unlock(&lock);
}

void jac_counts_before_fork(void) { pthread_mutex_lock(&lock); }

void jac_counts_after_fork(void) { pthread_mutex_unlock(&lock); }

void jac_counts_in_child(void) {
    epoch++;
    file.header = NULL; /* it stays mapped: a kernel on the way still counts there */
}
