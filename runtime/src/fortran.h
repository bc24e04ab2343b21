/* For region.c. */
#ifndef FORTRAN_H
#define FORTRAN_H

/* The last parallel loop has ended: BLAS has its threads again. */
void jac_fortran_restore(void);

#endif
