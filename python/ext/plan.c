/*
 * The short way of a call. Nearly all calls of a dispatcher are like its last one, and nearly all arguments are numbers and arrays:
 * for a specialisation of such types a plan says what each argument must be, in a form that a few comparisons test, and
 * its slots are written on the way. Where an argument is anything else the call goes the long way, which knows all types.
 */
#include "host.h"

enum { FLAGS_OF_LAYOUT = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS };

/* The argument that begins with this word as a step; false: there is none for it. */
static bool step_of(const uint64_t *words, host_step *step) {
    uint64_t word = words[0];
    host_code code = WORD_CODE(word);
    *step = (host_step){.code = (uint8_t)code, .slots = 1};
    if (code == CODE_INT64 || code == CODE_FLOAT64 || code == CODE_BOOL) {
        return true;
    }
    if (code == CODE_INSTANCE) {
        step->item = (uint64_t)(uintptr_t)WORD_OBJECT(word);
        return true;
    }
    if (code == CODE_LIST) {
        step->item = words[1];
        return (word & LIST_TYPED) != 0 && host_is_scalar(WORD_CODE(words[1]));
    }
    host_code item = WORD_DTYPE(word);
    if (code != CODE_ARRAY || (word >> BUFFER_SHIFT & 7) != 0 || item >= CODE_SCALARS || WORD_NDIM(word) > PLAN_SLOTS / 2 - 1) {
        return false;
    }
    int layout = (int)(word >> 24 & 3);
    int aligned = (word >> 27 & 1) != 0 ? 0 : NPY_ARRAY_ALIGNED, writeable = WORD_READONLY(word) ? 0 : NPY_ARRAY_WRITEABLE;
    step->rank = (uint8_t)WORD_NDIM(word);
    step->slots = (uint8_t)(2 + 2 * step->rank);
    step->last = (uint8_t)(word >> 32);
    /* What is C-contiguous has layout C, whether or not it is F-contiguous too. */
    step->mask = NPY_ARRAY_ALIGNED | NPY_ARRAY_WRITEABLE | (layout == LAYOUT_C ? NPY_ARRAY_C_CONTIGUOUS : FLAGS_OF_LAYOUT);
    step->flags = aligned | writeable | (layout == LAYOUT_C ? NPY_ARRAY_C_CONTIGUOUS : layout == LAYOUT_F ? NPY_ARRAY_F_CONTIGUOUS : 0);
    step->short_axis = layout == LAYOUT_C && step->rank >= 2;
    step->descr = host_descr_of_code(item); /* the one of NumPy's own arrays; it is never freed */
    return step->descr != NULL;
}

host_step *plan_make(const host_specialisation *one, Py_ssize_t arguments) {
    const host_kernel *kernel = one->kernel;
    bool plain = !kernel->nogil && !kernel->makes_generators && kernel->nhosts == 0 && kernel->nslots <= PLAN_RESULTS;
    if (!plain || one->target != NULL || one->nwords < arguments) {
        return NULL;
    }
    host_step *steps = PyMem_Malloc((size_t)(arguments + 1) * sizeof(*steps));
    int slots = 0, word = 0;
    for (Py_ssize_t i = 0; steps != NULL && i < arguments; i++) {
        bool planned = word < one->nwords && step_of(one->words + word, steps + i);
        if (!planned || (slots += steps[i].slots) > PLAN_SLOTS) {
            PyMem_Free(steps);
            return NULL;
        }
        word += host_words_of(one->words + word);
    }
    return steps; /* NULL for want of memory: then calls go the long way */
}

/* Only a List whose items kernels use in place. */
static inline bool list_slot(const host_step *step, PyObject *value, jac_slot *slot) {
    if (Py_TYPE(value) != host_typed_list) {
        return false;
    }
    PyObject *items = ((const host_typed *)value)->items;
    if (items == NULL || Py_TYPE(items) != host_block_type) {
        return false;
    }
    const host_block *block = (const host_block *)items;
    slot->p = block->list;
    return block->item.nwords == 1 && block->item.words[0] == step->item;
}

static inline bool array_slots(const host_step *step, PyArrayObject *array, jac_slot *slot) {
    int rank = step->rank;
    if (Py_TYPE(array) != &PyArray_Type || PyArray_DESCR(array) != step->descr || PyArray_NDIM(array) != rank
            || (PyArray_FLAGS(array) & step->mask) != step->flags) {
        return false;
    }
    const npy_intp *shape = PyArray_DIMS(array), *strides = PyArray_STRIDES(array);
    if (step->short_axis) {
        npy_intp last = shape[rank - 1];
        if ((last >= 2 && last <= 4 ? last : 0) != step->last) {
            return false;
        }
    }
    slot[0].i = (int64_t)((uintptr_t)array | 1);
    slot[1].p = PyArray_DATA(array);
    for (int axis = 0; axis < rank; axis++) {
        slot[2 + axis].i = shape[axis];
        slot[2 + rank + axis].i = strides[axis];
    }
    return true;
}

bool plan_slots(const host_step *step, PyObject *const *args, Py_ssize_t count, jac_slot *slot) {
    for (Py_ssize_t i = 0; i < count; i++, slot += step->slots, step++) {
        PyObject *value = args[i];
        if (step->code == CODE_ARRAY) {
            if (!array_slots(step, (PyArrayObject *)value, slot)) {
                return false;
            }
        } else if (step->code == CODE_LIST) {
            if (!list_slot(step, value, slot)) {
                return false;
            }
        } else if (step->code == CODE_INSTANCE) {
            if ((uint64_t)(uintptr_t)Py_TYPE(value) != step->item || ((host_object *)value)->block == NULL) {
                return false;
            }
            slot->p = ((host_object *)value)->block;
        } else if (step->code == CODE_INT64) {
            if (Py_TYPE(value) != &PyLong_Type || !host_small_int(value, &slot->i)) {
                return false;
            }
        } else if (step->code == CODE_FLOAT64) {
            if (Py_TYPE(value) != &PyFloat_Type) {
                return false;
            }
            slot->d = PyFloat_AS_DOUBLE(value);
        } else {
            if (Py_TYPE(value) != &PyBool_Type) {
                return false;
            }
            slot->i = value == Py_True;
        }
    }
    return true;
}
