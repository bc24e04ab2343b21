/* What block.c needs of objects. */
#ifndef JAC_OBJECT_H
#define JAC_OBJECT_H

#include "env.h"

/* Calls `use` for each block that a field refers to. */
void jac_object_each(jac_block *object, jac_env *env, void (*use)(jac_env *, jac_block *));

#endif
