/* Runs the iterations of a ufunc's loop: alone, or on the threads of the runtime's pool. */
#include "host.h"

#include <time.h>

/* Threads take some microseconds to wake: less work than this is done sooner alone. */
static const int64_t WORTH_NS = 50000;
enum { PIECES = 4 }; /* for each thread: one that is held up does fewer */

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The iterations from `start` on, as a region that counts from 0. */
typedef struct {
    jac_piece *body;
    void *context;
    int64_t start;
} rest;

static int32_t rest_piece(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env) {
    const rest *it = context;
    return it->body(it->context, it->start + from, it->start + to, piece, env);
}

static int32_t run_parallel(rest *it, int64_t count, jac_env *env) {
    /* Kernels may call Python, and must not wait for the GIL while this thread waits for them. */
    PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
    int32_t status = runtime.parallel_for(env, rest_piece, it, count, runtime.parallel_pieces(count, PIECES));
    if (state != NULL) {
        PyEval_RestoreThread(state);
    }
    return status;
}

static int32_t run(jac_piece *body, void *context, int64_t count, int64_t trial, jac_env *env) {
    if (trial == 0 || count < 2 * trial) {
        return body(context, 0, count, 0, env);
    }
    int64_t start = now();
    int32_t status = body(context, 0, trial, 0, env);
    if (status != JAC_OK) {
        return status;
    }
    int64_t left = count - trial;
    if ((double)(now() - start) / (double)trial * (double)left < (double)WORTH_NS) {
        return body(context, trial, count, 0, env);
    }
    rest all = {body, context, trial};
    return run_parallel(&all, left, env);
}

/* NumPy goes on with its next inner loop after a failure; the first is the one to report. */
static void failed(host_kernel *kernel, int32_t status, jac_env *env, PyObject *raised) {
    PyGILState_STATE state = PyGILState_Ensure();
    if (!PyErr_Occurred()) {
        if (env == NULL) {
            PyErr_NoMemory();
        } else {
            host_raise(kernel, status, env, raised);
            raised = NULL;
        }
    }
    Py_XDECREF(raised);
    PyGILState_Release(state);
}

/* As in Numba, an element that raises does not keep the others from their results. */
static void run_each(jac_piece *body, void *context, int64_t count, jac_env *env) {
    int32_t trace[JAC_TRACE];
    for (int64_t i = 0; i < count; i++) {
        if (body(context, i, i + 1, 0, env) != JAC_OK) {
            runtime.env_trace(env, trace, JAC_TRACE);
        }
    }
}

/* Not inlined: what __builtin_setjmp comes back to must not keep anything in registers. */
static __attribute__((noinline)) int32_t run_interruptible(
        jac_piece *body, void *context, int64_t count, int64_t trial, jac_env *env) {
    host_landing landing = {.env = env};
    host_landing *volatile outer = host_armed;
    if (__builtin_setjmp(landing.jump) != 0) {
        host_armed = outer;
        return JAC_INTERRUPTED;
    }
    host_armed = &landing;
    int32_t status = run(body, context, count, trial, env);
    host_armed = outer;
    return status;
}

void loop_run(host_kernel *kernel, jac_piece *body, void *context, int64_t count, int64_t trial, bool again) {
    jac_env *env = host_env_enter();
    host_call call = {kernel, NULL};
    bool asks_python = kernel->nhosts > 0; /* then in order, and once */
    if (env != NULL && asks_python) {
        runtime.env_set_host(env, host_called, &call);
    }
    interrupt_look();
    int32_t status =
            env != NULL ? run_interruptible(body, context, count, asks_python ? 0 : trial, env) : JAC_NO_MEMORY;
    if (status != JAC_OK) {
        failed(kernel, status, env, call.raised);
        call.raised = NULL;
        if (again && status > 0 && !asks_python) {
            run_each(body, context, count, env);
        }
    }
    if (env != NULL) {
        if (status != JAC_OK) {
            runtime.sweep(env);
        }
        host_env_leave(env);
    }
}
