/*
 * The BLAS and LAPACK of the host's process, for kernels. It is the one that the process has already (NumPy's): a second would have threads of its own.
 * https://netlib.org/lapack/explore-html says what each function takes: everything by address, matrices in Fortran's order.
 */
#ifndef JACULUS_FORTRAN_H
#define JACULUS_FORTRAN_H

#include "jaculus.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { JAC_FORTRAN_ARGUMENTS = 20 };

/*
 * Calls the function of this name ("dgemm"), whose characters are the bytes of the number, the first the lowest; `arguments` has room for
 * JAC_FORTRAN_ARGUMENTS addresses. The answer is how many bits an INTEGER has there (a 32-bit one reads and writes the low half of an int64), or 0: there is
 * no such function. While iterations of a parallel loop run, OpenBLAS uses one thread for each caller.
 */
JAC_API int64_t jac_fortran(int64_t name, void *const *arguments);

/*
 * For hosts: a function of theirs, which kernels call in the same way; it is given what jac_fortran was given. The name, of at most eight characters, stands
 * before those of libraries. Before the first kernel runs.
 */
typedef void jac_provided(void *const *arguments);
JAC_API void jac_fortran_provide(const char *name, jac_provided *function);

/* For hosts: the file of a library through which the functions are found. It is opened at the first call of one. */
JAC_API void jac_fortran_library(const char *path);

#ifdef __cplusplus
}
#endif

#endif
