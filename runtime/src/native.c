/* Kernels that C code calls through a function pointer: nobody gives them an env, and nobody takes their exceptions. */
#include "env.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>

static _Thread_local struct {
    jac_env *env;
    bool busy;
} mine;

static pthread_key_t env_of_thread;
static pthread_once_t key_made = PTHREAD_ONCE_INIT;
static _Atomic(jac_native_hook *) host;

static void end_of_thread(void *env) {
    mine.env = NULL;
    jac_env_free(env);
}

static void make_key(void) { pthread_key_create(&env_of_thread, end_of_thread); }

jac_env *jac_native_enter(void) {
    if (mine.env != NULL && !mine.busy) {
        mine.busy = true;
        return mine.env;
    }
    jac_env *env = jac_env_new();
    if (env != NULL && mine.env == NULL) {
        pthread_once(&key_made, make_key);
        pthread_setspecific(env_of_thread, env);
        mine.env = env;
        mine.busy = true;
    }
    return env;
}

void jac_native_leave(jac_env *env) {
    if (env == mine.env) {
        mine.busy = false;
    } else {
        jac_env_free(env);
    }
}

void jac_native_tell(jac_native_hook *hook) { atomic_store(&host, hook); }

void jac_native_failed(jac_env *env, jac_entry *entry, int32_t status) {
    jac_native_hook *hook = atomic_load(&host);
    if (hook != NULL) {
        hook(env, entry, status);
    } else {
        fprintf(stderr, "jaculus: a callback ended with an exception, status %d\n", (int) status);
    }
}
