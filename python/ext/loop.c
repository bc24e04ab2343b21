/* What NumPy calls for a ufunc: kernels, chosen by how the operands lie in memory. It may hold the GIL or not. */
#include "host.h"

#include <numpy/ufuncobject.h>

PyUFuncGenericFunction loop_function(bool generalised);

enum { TRIAL = 1024 }; /* so many elements tell how long the others will take */

static const uint8_t item_sizes[CODE_SCALARS] = {
    [CODE_BOOL] = 1,    [CODE_INT8] = 1,    [CODE_INT16] = 2,   [CODE_INT32] = 4,     [CODE_INT64] = 8,
    [CODE_UINT8] = 1,   [CODE_UINT16] = 2,  [CODE_UINT32] = 4,  [CODE_UINT64] = 8,    [CODE_FLOAT32] = 4,
    [CODE_FLOAT64] = 8, [CODE_COMPLEX64] = 8, [CODE_COMPLEX128] = 16,
};

/*
 * A key says which operands lie how, and python/jaculus/ufunc_loops.py makes a kernel for it. Elementwise: bit i is set
 * where input i is one value for all elements; the other operands are contiguous. Or one of these.
 */
static const uint64_t ANY_STRIDES = UINT64_MAX, REDUCE = UINT64_MAX - 1, REDUCE_ANY_STRIDE = UINT64_MAX - 2;
/* Generalised: all cores are contiguous, or not. */
static const uint64_t CONTIGUOUS = 0;

static uint64_t elementwise_key(const host_loop *self, char **args, npy_intp count, const npy_intp *steps) {
    int nin = self->nin;
    if (count == 1) {
        return 0;
    }
    if (nin == 2 && self->nargs == 3 && args[0] == args[2] && steps[0] == 0 && steps[2] == 0
            && self->codes[0] == self->codes[2]) {
        return steps[1] == item_sizes[self->codes[1]] ? REDUCE : REDUCE_ANY_STRIDE;
    }
    uint64_t key = 0;
    for (int i = 0; i < self->nargs; i++) {
        if (steps[i] == 0 && i < nin) {
            key |= (uint64_t)1 << i;
        } else if (steps[i] != item_sizes[self->codes[i]]) {
            return ANY_STRIDES;
        }
    }
    return key;
}

static inline jac_slot *add_array(jac_slot *slot, char *data, int rank, const npy_intp *shape, const npy_intp *strides) {
    (slot++)->p = NULL; /* no owner: NumPy holds the memory */
    (slot++)->p = data;
    for (int i = 0; i < rank; i++) {
        (slot++)->i = shape[i];
    }
    for (int i = 0; i < rank; i++) {
        (slot++)->i = strides[i];
    }
    return slot;
}

/* A call of a loop, or part of one. */
typedef struct {
    const host_loop *loop;
    host_kernel *kernel;
    char **args;
    const npy_intp *dims, *steps;
} call;

static int32_t elementwise_piece(void *context, int64_t from, int64_t to, int64_t Py_UNUSED(piece), jac_env *env) {
    const call *it = context;
    const npy_intp count = to - from;
    jac_slot slots[4 * LOOP_OPERANDS], *next = slots, none;
    for (int i = 0; i < it->loop->nargs; i++) {
        next = add_array(next, it->args[i] + from * it->steps[i], 1, &count, &it->steps[i]);
    }
    return it->kernel->entry(slots, &none, env);
}

/* How the result lies to the operands: over an element other than its own; over its own at most; apart from all. */
typedef enum { OVERLAPS, IN_PLACE, APART } result_place;

static result_place place_of_result(const call *it) {
    result_place place = APART;
    int out = it->loop->nargs - 1;
    npy_intp last = it->dims[0] - 1, size = item_sizes[it->loop->codes[out]];
    if (it->steps[out] == 0) {
        return OVERLAPS;
    }
    for (int i = 0; i < out; i++) {
        if (it->args[i] == it->args[out] && it->steps[i] == it->steps[out]) {
            place = IN_PLACE;
            continue;
        }
        npy_intp way = last * it->steps[i], out_way = last * it->steps[out];
        char *low = it->args[i] + (way < 0 ? way : 0), *high = it->args[i] + (way > 0 ? way : 0);
        char *out_low = it->args[out] + (out_way < 0 ? out_way : 0), *out_high = it->args[out] + (out_way > 0 ? out_way : 0);
        if (low < out_high + size && out_low < high + item_sizes[it->loop->codes[i]]) {
            return OVERLAPS;
        }
    }
    return place;
}

static void elementwise(char **args, npy_intp const *dims, npy_intp const *steps, void *data) {
    host_loop *self = data;
    if (dims[0] > 0) {
        call it = {self, loop_kernel(self, elementwise_key(self, args, dims[0], steps)), args, dims, steps};
        if (it.kernel != NULL) {
            result_place place = place_of_result(&it);
            loop_run(it.kernel, elementwise_piece, &it, dims[0], self->parallel && place != OVERLAPS ? TRIAL : 0,
                    place == APART);
        }
    }
}

/* ---- Generalised: one call of the kernel for each core ---- */

static jac_slot load(host_code code, const char *at, jac_slot *second) {
    jac_slot slot = {.i = 0};
    switch (code) {
    case CODE_BOOL:
        slot.i = *(const uint8_t *)at != 0;
        break;
    case CODE_INT8:
        slot.i = *(const int8_t *)at;
        break;
    case CODE_INT16:
        slot.i = *(const int16_t *)at;
        break;
    case CODE_INT32:
        slot.i = *(const int32_t *)at;
        break;
    case CODE_UINT8:
        slot.i = *(const uint8_t *)at;
        break;
    case CODE_UINT16:
        slot.i = *(const uint16_t *)at;
        break;
    case CODE_UINT32:
        slot.i = *(const uint32_t *)at;
        break;
    case CODE_FLOAT32:
    case CODE_COMPLEX64:
        slot.f = *(const float *)at;
        if (code == CODE_COMPLEX64) {
            second->f = ((const float *)at)[1];
        }
        break;
    default: /* 8 bytes, or 16 */
        slot.i = *(const int64_t *)at;
        if (code == CODE_COMPLEX128) {
            second->d = ((const double *)at)[1];
        }
    }
    return slot;
}

/* The operands of one core, as the kernel takes them; `place` notes where each one's data pointer or value is. */
typedef struct {
    jac_slot slots[LOOP_OPERANDS * (2 + 2 * LOOP_RANK)];
    int place[LOOP_OPERANDS];
} core;

static bool core_contiguous(const host_loop *self, npy_intp const *dims, npy_intp const *strides) {
    for (int i = 0; i < self->nargs; i++) {
        npy_intp expected = item_sizes[self->codes[i]];
        for (int d = self->counts[i]; d-- > 0;) {
            npy_intp length = dims[self->dims[i][d]];
            if (length != 1 && strides[d] != expected) {
                return false;
            }
            expected *= length;
        }
        strides += self->counts[i];
    }
    return true;
}

static void core_set(core *all, const host_loop *self, npy_intp const *dims, npy_intp const *strides) {
    static const npy_intp one = 1;
    jac_slot *next = all->slots;
    for (int i = 0; i < self->nargs; i++) {
        int rank = self->ranks[i], count = self->counts[i];
        npy_intp size = item_sizes[self->codes[i]], shape[LOOP_RANK];
        for (int d = 0; d < count; d++) {
            shape[d] = dims[self->dims[i][d]];
        }
        all->place[i] = (int)(next - all->slots) + (rank >= 0);
        if (rank < 0) {
            next += self->codes[i] == CODE_COMPLEX64 || self->codes[i] == CODE_COMPLEX128 ? 2 : 1;
        } else if (count == 0) { /* a scalar as an array of one element */
            next = add_array(next, NULL, 1, &one, &size);
        } else {
            next = add_array(next, NULL, rank, shape, strides);
        }
        strides += count;
    }
}

static int32_t generalised_piece(void *context, int64_t from, int64_t to, int64_t Py_UNUSED(piece), jac_env *env) {
    const call *it = context;
    const host_loop *self = it->loop;
    int32_t status = JAC_OK;
    core all;
    core_set(&all, self, it->dims + 1, it->steps + self->nargs);
    for (int64_t n = from; n < to && status == JAC_OK; n++) {
        for (int i = 0; i < self->nargs; i++) {
            char *at = it->args[i] + n * it->steps[i];
            jac_slot *slot = &all.slots[all.place[i]];
            if (self->ranks[i] < 0) {
                *slot = load(self->codes[i], at, slot + 1);
            } else {
                slot->p = at;
            }
        }
        jac_slot none;
        status = it->kernel->entry(all.slots, &none, env);
    }
    return status;
}

static void generalised(char **args, npy_intp const *dims, npy_intp const *steps, void *data) {
    host_loop *self = data;
    if (dims[0] > 0) {
        uint64_t key = core_contiguous(self, dims + 1, steps + self->nargs) ? CONTIGUOUS : ANY_STRIDES;
        call it = {self, loop_kernel(self, key), args, dims, steps};
        if (it.kernel != NULL) {
            loop_run(it.kernel, generalised_piece, &it, dims[0], self->parallel ? 1 : 0, false);
        }
    }
}

PyUFuncGenericFunction loop_function(bool is_generalised) {
    return is_generalised ? generalised : elementwise;
}

/* ---- Kernels of a loop ---- */

static host_kernel *known(host_loop *self, uint64_t key) {
    for (host_variant *one = __atomic_load_n(&self->first, __ATOMIC_ACQUIRE); one != NULL; one = one->next) {
        if (one->key == key) {
            return one->kernel;
        }
    }
    return NULL;
}

/* self._variant(key): compiles; other threads may do the same meanwhile. */
static host_kernel *compiled(host_loop *self, uint64_t key) {
    if (PyErr_Occurred()) {
        return NULL;
    }
    PyObject *kernel = PyObject_CallMethod((PyObject *)self, "_variant", "K", (unsigned long long)key);
    if (kernel == NULL) {
        return NULL;
    }
    host_kernel *other = known(self, key);
    host_variant *fresh = other == NULL ? PyMem_RawMalloc(sizeof(*fresh)) : NULL;
    if (fresh == NULL) {
        Py_DECREF(kernel);
        return other != NULL ? other : (host_kernel *)PyErr_NoMemory();
    }
    *fresh = (host_variant){self->first, key, (host_kernel *)kernel};
    __atomic_store_n(&self->first, fresh, __ATOMIC_RELEASE);
    return fresh->kernel;
}

host_kernel *loop_kernel(host_loop *self, uint64_t key) {
    host_kernel *kernel = known(self, key);
    if (kernel == NULL) {
        PyGILState_STATE state = PyGILState_Ensure();
        kernel = compiled(self, key);
        PyGILState_Release(state);
    }
    return kernel;
}

static PyObject *loop_prepare(host_loop *self, PyObject *argument) {
    uint64_t key = PyLong_AsUnsignedLongLongMask(argument);
    if (PyErr_Occurred()) {
        return NULL;
    }
    host_kernel *kernel = known(self, key);
    kernel = kernel != NULL ? kernel : compiled(self, key);
    return Py_XNewRef((PyObject *)kernel);
}

/* Loop(nin, codes, parallel, ranks, cores): cores are a bytes of core dimensions for each operand. */
static int loop_init(host_loop *self, PyObject *args, PyObject *kwargs) {
    static char *keywords[] = {"nin", "codes", "parallel", "ranks", "cores", NULL};
    const char *codes, *ranks = NULL;
    Py_ssize_t count, nranks = 0;
    PyObject *cores = NULL;
    int nin, parallel;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "iy#p|y#O!:Loop", keywords, &nin, &codes, &count, &parallel, &ranks,
                &nranks, &PyTuple_Type, &cores)) {
        return -1;
    }
    bool complete = ranks == NULL || (nranks == count && cores != NULL && PyTuple_GET_SIZE(cores) == count);
    if (count > LOOP_OPERANDS || nin > count || !complete) {
        PyErr_SetString(PyExc_ValueError, "a loop has at most 32 operands");
        return -1;
    }
    for (Py_ssize_t i = 0; ranks != NULL && i < count; i++) {
        PyObject *core = PyTuple_GET_ITEM(cores, i);
        if (!PyBytes_Check(core) || PyBytes_GET_SIZE(core) > LOOP_RANK) {
            PyErr_SetString(PyExc_ValueError, "an operand's core has at most 8 dimensions");
            return -1;
        }
        self->ranks[i] = (int8_t)ranks[i];
        self->counts[i] = (uint8_t)PyBytes_GET_SIZE(core);
        memcpy(self->dims[i], PyBytes_AS_STRING(core), (size_t)PyBytes_GET_SIZE(core));
    }
    memcpy(self->codes, codes, (size_t)count);
    self->nin = nin;
    self->nargs = (int)count;
    self->parallel = parallel;
    return 0;
}

static int loop_traverse(host_loop *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    for (host_variant *one = self->first; one != NULL; one = one->next) {
        Py_VISIT(one->kernel);
    }
    return 0;
}

static int loop_clear(host_loop *self) {
    host_variant *one = self->first;
    self->first = NULL;
    while (one != NULL) {
        host_variant *next = one->next;
        Py_DECREF(one->kernel);
        PyMem_RawFree(one);
        one = next;
    }
    return 0;
}

static void loop_dealloc(host_loop *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    loop_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef loop_methods[] = {
    {"prepare", (PyCFunction)(void (*)(void))loop_prepare, METH_O, "prepare(key): the kernel of this key, compiled if new"},
    {NULL},
};

static PyType_Slot loop_slots[] = {
    {Py_tp_init, loop_init},
    {Py_tp_dealloc, loop_dealloc},
    {Py_tp_traverse, loop_traverse},
    {Py_tp_clear, loop_clear},
    {Py_tp_methods, loop_methods},
    {Py_tp_doc, "Loop(nin, codes, parallel, ranks, cores): one loop of a ufunc; subclasses have _variant(key)"},
    {0, NULL},
};

PyType_Spec host_loop_spec = {
    .name = "jaculus._host.Loop",
    .basicsize = sizeof(host_loop),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = loop_slots,
};
