/*
 * Loops over several threads.
 *
 * A region of `count` iterations is cut into pieces, and each piece is run once, by any thread: by the caller, which begins
 * at once, or by a worker of the pool. How many pieces there are depends on the count, the number of threads and the chunk
 * size alone, so a sum that is put together from the pieces in their order is the same in every run.
 *
 * The pool's threads are started by the first region that wants them, in a forked child anew; they do not keep the process
 * alive. Where none can be started the caller runs every piece, and so it does for a region inside a region. Regions of
 * several callers share the pool: a worker takes a piece of each in turn. A region that is known to be short is begun by its
 * caller alone.
 */
#ifndef JACULUS_PARALLEL_H
#define JACULUS_PARALLEL_H

#include "jaculus.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Runs the iterations from .. to-1, which are piece number `piece`. The env is the thread's own: blocks made with it must be
 * released before the piece ends, or they are freed then. Owners of the caller's blocks are passed with their low bit
 * set, so that no two threads count one block. Gives a status as an entry does.
 */
typedef int32_t jac_piece(void *context, int64_t from, int64_t to, int64_t piece, jac_env *env);

/*
 * In how many pieces a region of so many iterations is cut: none for no iterations, at most `for_each_thread` for each thread, or
 * what the chunk size says. 0: one for each thread, whatever the chunk size is, because each piece costs memory.
 */
JAC_API int64_t jac_parallel_pieces(int64_t count, int64_t for_each_thread);
/*
 * Runs all pieces and gives 0. When some fail, the status, the trace and the arguments of the lowest of them are the
 * caller's; pieces above it that have not begun do not run.
 */
JAC_API int32_t jac_parallel_for(jac_env *env, jac_piece *body, void *context, int64_t count, int64_t pieces);

/* Whether the env's thread does nothing now but wait for the others of its region: a signal handler may do as it likes. */
JAC_API int32_t jac_parallel_waits(const jac_env *env);
/* Ends the region that env is held by soon: no piece begins any more, and its status is JAC_INTERRUPTED. For signal handlers. */
JAC_API void jac_parallel_cancel(const jac_env *env);

/* 1 when what the calling thread's piece does is for nothing: the region is cancelled, or a lower piece has failed. */
JAC_API int64_t jac_parallel_stops(void);

/* The most threads there can be: JACULUS_NUM_THREADS, or NUMBA_NUM_THREADS, or the processors this process may use. */
JAC_API int64_t jac_max_threads(void);
/* How many threads the regions of the calling thread use, the caller included; at first the most there can be. */
JAC_API int64_t jac_get_num_threads(void);
/* 0, or -1 when it is not between 1 and the most. */
JAC_API int64_t jac_set_num_threads(int64_t threads);
/* Which thread of a region this is: 0 for the caller, and outside of regions. */
JAC_API int64_t jac_get_thread_id(void);
/* How many iterations a piece has, about; 0: as many as suit the number of threads. set returns what it was before, or -1. */
JAC_API int64_t jac_get_parallel_chunksize(void);
JAC_API int64_t jac_set_parallel_chunksize(int64_t size);

#ifdef __cplusplus
}
#endif

#endif
