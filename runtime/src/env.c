/* What a call carries beside its arguments: its blocks (see block.c), the way of an exception, the room on the stack. */
#define _GNU_SOURCE
#include "env.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Left for the frames of the last call, its callees in libm, and a signal handler on the same stack. */
enum { STACK_RESERVE = 256 * 1024 };

jac_env *jac_env_new(void) {
    jac_env *env = calloc(1, sizeof *env);
    if (env == NULL) return NULL;
    env->blocks.next = env->blocks.previous = &env->blocks;
    env->stack_low = UINTPTR_MAX;
    return env;
}

void jac_env_free(jac_env *env) {
    if (env == NULL) return;
    jac_sweep(env);
    if (env->counters != NULL) jac_counts_leave(env);
    free(env);
}

int32_t jac_env_held(const jac_env *env) { return env->held; }

void jac_trace(jac_env *env, int32_t site) {
    jac_exception *e = &env->exception;
    if (e->traced < JAC_TRACE) e->trace[e->traced++] = site;
}

int32_t jac_env_trace(jac_env *env, int32_t *out, int32_t max) {
    jac_exception *e = &env->exception;
    int32_t count = e->traced < max ? e->traced : max;
    if (count > 0) memcpy(out, e->trace, (size_t) count * sizeof *out);
    e->traced = 0;
    return count > 0 ? count : 0;
}

jac_slot *jac_arguments(jac_env *env) { return env->exception.arguments; }

void jac_keep(jac_env *env) { env->keeps = 1; }

void jac_handle(jac_env *env, int32_t status, jac_exception *kept) {
    (void) status;
    if (kept != NULL) *kept = env->exception;
    env->exception.traced = 0;
}

void jac_resume(jac_env *env, int32_t status, const jac_exception *kept) {
    (void) status;
    env->exception = *kept;
}

int32_t jac_host_call(jac_env *env, int32_t number, const jac_slot *args, jac_slot *results) {
    return env->host == NULL ? JAC_NO_HOST : env->host(env->host_context, env, number, args, results);
}

void jac_env_set_host(jac_env *env, jac_host_function *function, void *context) {
    env->host = function;
    env->host_context = context;
}

void jac_env_inherit_host(jac_env *env, const jac_env *from) {
    jac_env_set_host(env, from->host, from->host_context);
}

/* Asks for the stack of this thread; when nobody knows it, a range of 1 MiB below here is a safe guess. */
static void find_stack(jac_env *env, uintptr_t here) {
    static _Thread_local uintptr_t known_low, known_high; /* asking reads a file, and each generator has a new env */
    if (here >= known_low && here < known_high) {
        env->stack_low = known_low;
        env->stack_high = known_high;
        return;
    }
    pthread_attr_t attributes;
    void *base = NULL;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        if (pthread_attr_getstack(&attributes, &base, &size) != 0) size = 0;
        pthread_attr_destroy(&attributes);
    }
    uintptr_t low = (uintptr_t) base;
    bool own = size != 0 && here >= low && here < low + size;
    if (!own) { /* a foreign stack: a coroutine's, say */
        low = here - 1024 * 1024;
        size = 1024 * 1024 + 4096;
    }
    env->stack_high = low + size;
    env->stack_low = low + (size > 2 * STACK_RESERVE ? STACK_RESERVE : size / 2);
    if (own) {
        known_low = env->stack_low;
        known_high = env->stack_high;
    }
}

int32_t jac_stack_low(jac_env *env) {
    uintptr_t here = (uintptr_t) __builtin_frame_address(0);
    if (here >= env->stack_low && here < env->stack_high) return 0;
    find_stack(env, here); /* too deep, or the env moved to another thread */
    return here < env->stack_low;
}
