/*
 * Generators: a block with a jac_generator in it, and an env of its own in which the body runs. The body's blocks and the frame that
 * keeps its variables lie in that env and end with it, wherever the body stands.
 *
 * Between two envs arrays change hands as proxies: a block of the one env that shares the other's block for as long as it lives. Lists and
 * generators cannot; a body has references to them, which it ends itself when it is told to close.
 */
#include "env.h"

#include <string.h>

enum { FRAME_ALIGNMENT = 64 };

static jac_generator *generator_in(void *block) { return (jac_generator *) ((char *) block + JAC_DATA); }

void *jac_generator_new(jac_env *env, int64_t slots, int64_t held) {
    jac_block *block = jac_alloc_zeroed(env, (int64_t) sizeof(jac_generator) + 8 * (slots + held));
    if (block == NULL) return NULL;
    jac_generator *g = generator_in(block);
    g->env = jac_env_new();
    if (g->env == NULL) {
        jac_release(env, block);
        return NULL;
    }
    jac_env_inherit_host(g->env, env);
    g->held = &g->item[slots].p;
    block->kind = JAC_GENERATOR;
    return block;
}

void *jac_generator_frame(void *generator, int64_t bytes) {
    jac_generator *g = generator_in(generator);
    char *block = jac_alloc(g->env, bytes + FRAME_ALIGNMENT);
    if (block == NULL) return NULL;
    uintptr_t data = (uintptr_t) block + JAC_DATA;
    return (void *) ((data + FRAME_ALIGNMENT - 1) & ~(uintptr_t) (FRAME_ALIGNMENT - 1));
}

void jac_generator_hold(void *generator, void *owner) {
    jac_generator *g = generator_in(generator);
    jac_retain(owner);
    g->held[g->holds++] = owner;
}

static void unshare(void *block) { jac_unshare(block); }

void *jac_proxy(jac_env *env, void *owner) {
    jac_block *block = jac_as_block(owner);
    if (block == NULL) return owner;
    jac_share(block);
    void *proxy = jac_foreign(env, block, unshare);
    if (proxy == NULL) jac_unshare(block);
    return proxy;
}

int32_t jac_generator_step(void *generator) {
    jac_generator *g = generator_in(generator);
    if (g->state == JAC_ENDED) return JAC_OK;
    if (jac_stack_low(g->env)) { /* the body runs on the stack of whoever asks */
        g->state = JAC_ENDED;
        return JAC_TOO_DEEP;
    }
    g->state = JAC_RUNNING;
    g->resume(g->frame);
    if (g->state == JAC_RUNNING) g->state = JAC_WAITING;
    return g->status;
}

void jac_generator_close(void *generator) {
    jac_generator *g = generator_in(generator);
    jac_env *env = g->env;
    g->state = JAC_ENDED;
    g->env = NULL;
    jac_env_free(env);
}

int32_t jac_generator_next(jac_env *env, void *generator) {
    jac_generator *g = generator_in(generator);
    if (g->state == JAC_ENDED) return JAC_OK;
    jac_env_inherit_host(g->env, env);
    int32_t status = jac_generator_step(generator);
    if (g->state != JAC_ENDED) return JAC_OK;
    if (status != JAC_OK) { /* the exception goes on in the caller */
        env->exception = g->env->exception;
        if (g->env->keeps) {
            env->keeps = 1;
            jac_env_give_blocks(g->env, env);
        }
    }
    jac_generator_close(generator);
    return status;
}

void jac_generator_free(jac_block *block) { jac_env_free(generator_in(block)->env); }

void jac_generator_let_go(jac_block *block) {
    jac_generator *g = generator_in(block);
    if (g->state == JAC_WAITING && g->frame != NULL) {
        g->state = JAC_CLOSING;
        g->resume(g->frame);
    }
    for (int64_t i = 0; i < g->holds; i++) jac_end_reference(block->env, g->held[i]);
}

void jac_generator_escape(jac_env *env, jac_block *block) {
    const jac_generator *g = generator_in(block);
    for (int64_t i = 0; i < g->holds; i++) jac_escape(env, g->held[i]);
}
