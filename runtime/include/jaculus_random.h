/*
 * Random numbers for kernels: each thread has two streams of the Mersenne twister MT19937, NumPy's (0) and Python's (1), which begin with
 * anything until they are seeded. What they give is bit by bit what numpy.random.RandomState gives.
 * Matsumoto, Nishimura: Mersenne twister, ACM Transactions on Modeling and Computer Simulation 8 (1998).
 */
#ifndef JACULUS_RANDOM_H
#define JACULUS_RANDOM_H

#include "jaculus.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Begins a stream anew, with the low 32 bits of a number. The answer is 0. */
JAC_API int64_t jac_random_seed(int64_t which, int64_t seed);
/* 32 bits. */
JAC_API int64_t jac_random_word(int64_t which);
/* 53 bits, from 0 to 1 without it. */
JAC_API double jac_random_double(int64_t which);
/* Of the normal distribution: Marsaglia's polar method, which makes two at a time. */
JAC_API double jac_random_gauss(int64_t which);

#ifdef __cplusplus
}
#endif

#endif
