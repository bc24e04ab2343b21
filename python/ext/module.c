/* The module: opens the runtime library, names the CPU, and holds the types. */
#define HOST_IMPORTS_NUMPY
#include "host.h"

#include <dlfcn.h>
#ifdef __x86_64__
#include <cpuid.h>
#endif
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

host_runtime runtime;

static bool symbol(void *library, const char *name, void *into) {
    void *found = dlsym(library, name);
    if (found == NULL) {
        PyErr_Format(PyExc_ImportError, "the runtime library lacks %s: %s", name, dlerror());
        return false;
    }
    memcpy(into, &found, sizeof(found));
    return true;
}

/* Global, because every kernel needs its functions; found again by its SONAME. */
static PyObject *open_runtime(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *path;
    const char *blas;
    if (!PyArg_ParseTuple(args, "O&z:open_runtime", PyUnicode_FSConverter, &path, &blas)) {
        return NULL;
    }
    void *library = dlopen(PyBytes_AS_STRING(path), RTLD_NOW | RTLD_GLOBAL);
    if (library == NULL) {
        PyErr_Format(PyExc_ImportError, "cannot load the runtime library: %s", dlerror());
    }
    Py_DECREF(path);
    void (*fortran_library)(const char *);
    if (library == NULL || !symbol(library, "jac_fortran_library", &fortran_library)) {
        return NULL;
    }
    fortran_library(blas);
    if (host_provide_sorting(library) < 0) {
        return NULL;
    }
    if (!symbol(library, "jac_env_new", &runtime.env_new)
            || !symbol(library, "jac_env_free", &runtime.env_free)
            || !symbol(library, "jac_env_trace", &runtime.env_trace)
            || !symbol(library, "jac_arguments", &runtime.arguments)
            || !symbol(library, "jac_env_held", &runtime.env_held)
            || !symbol(library, "jac_parallel_waits", &runtime.parallel_waits)
            || !symbol(library, "jac_parallel_cancel", &runtime.parallel_cancel)
            || !symbol(library, "jac_release_host", &runtime.release_host)
            || !symbol(library, "jac_retain_host", &runtime.retain_host)
            || !symbol(library, "jac_list_new", &runtime.list_new)
            || !symbol(library, "jac_list_resize", &runtime.list_resize)
            || !symbol(library, "jac_list_pinned", &runtime.list_pinned)
            || !symbol(library, "jac_list_pin", &runtime.list_pin)
            || !symbol(library, "jac_list_unpin", &runtime.list_unpin)
            || !symbol(library, "jac_list_pin_kept", &runtime.list_pin_kept)
            || !symbol(library, "jac_env_lists", &runtime.env_lists)
            || !symbol(library, "jac_lists_leave", &runtime.lists_leave)
            || !symbol(library, "jac_alloc", &runtime.alloc) || !symbol(library, "jac_sweep", &runtime.sweep)
            || !symbol(library, "jac_foreign", &runtime.foreign)
            || !symbol(library, "jac_generator_step", &runtime.generator_step)
            || !symbol(library, "jac_generator_close", &runtime.generator_close)
            || !symbol(library, "jac_escape", &runtime.escape)
            || !symbol(library, "jac_hosts_owners", &runtime.hosts_owners)
            || !symbol(library, "jac_count_atomically", &runtime.count_atomically)
            || !symbol(library, "jac_share", &runtime.share) || !symbol(library, "jac_unshare", &runtime.unshare)
            || !symbol(library, "jac_env_set_host", &runtime.env_set_host)
            || !symbol(library, "jac_sampler_note_maps", &runtime.sampler_note_maps)
            || !symbol(library, "jac_parallel_pieces", &runtime.parallel_pieces)
            || !symbol(library, "jac_parallel_for", &runtime.parallel_for)) {
        return NULL;
    }
    runtime.hosts_owners(object_keep);
    Py_RETURN_NONE;
}

/* Everything that a kernel compiled for this machine may depend on: instruction sets, and the vector mathematics that
 * this C library brings. Equal on all cores: nothing like the APIC id goes in. */
static PyObject *cpu_id(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    const char *libc = "";
#ifdef __GLIBC__
    libc = gnu_get_libc_version();
#endif
#ifdef __x86_64__
    unsigned a, b, c, d, model = 0, features[5] = {0}, xcr0 = 0;
    char vendor[13] = "";
    if (!__get_cpuid(0, &a, &b, &c, &d)) {
        return PyUnicode_FromString("x86_64");
    }
    memcpy(vendor, &b, 4);
    memcpy(vendor + 4, &d, 4);
    memcpy(vendor + 8, &c, 4);
    __get_cpuid(1, &model, &b, &features[0], &features[1]);
    __get_cpuid_count(7, 0, &a, &features[2], &features[3], &features[4]);
    if (features[0] & bit_OSXSAVE) {
        unsigned high;
        __asm__("xgetbv" : "=a"(xcr0), "=d"(high) : "c"(0));
    }
    char text[160];
    snprintf(text, sizeof(text), "x86_64 %s %08x %08x-%08x-%08x-%08x-%08x %x libc %s", vendor, model, features[0],
            features[1], features[2], features[3], features[4], xcr0, libc);
    return PyUnicode_FromString(text);
#else
    return PyUnicode_FromFormat("generic libc %s", libc);
#endif
}

static PyObject *type_words(PyObject *Py_UNUSED(module), PyObject *value) {
    host_frame frame;
    frame_init(&frame);
    host_argument added = frame_add(&frame, value);
    PyObject *words = NULL;
    if (added == ARGUMENT_OK) {
        words = PyBytes_FromStringAndSize(
                (const char *)frame.words, frame.nwords * (Py_ssize_t)sizeof(*frame.words));
    } else if (added == ARGUMENT_UNSUPPORTED) {
        words = Py_NewRef(Py_None);
    }
    frame_free(&frame);
    return words;
}

static int add_type(PyObject *module, PyType_Spec *spec, PyObject **kept) {
    *kept = PyType_FromModuleAndSpec(module, spec, NULL);
    return *kept == NULL ? -1 : PyModule_AddType(module, (PyTypeObject *)*kept);
}

static int module_exec(PyObject *module) {
    if (_import_array() < 0 || host_import_ufuncs() < 0) {
        return -1;
    }
    PyObject *kernel = NULL, *dispatcher = NULL;
    int status = add_type(module, &host_kernel_spec, &kernel);
    if (status == 0) {
        status = add_type(module, &host_dispatcher_spec, &dispatcher);
    }
    if (status == 0) {
        status = PyObject_SetAttrString(dispatcher, "_kernel_type", kernel);
        host_dispatcher_type = (PyTypeObject *)Py_NewRef(dispatcher);
    }
    if (status == 0) {
        PyObject *loop = NULL;
        status = add_type(module, &host_loop_spec, &loop);
        Py_XDECREF(loop);
    }
    if (status == 0) {
        PyObject *caller = NULL;
        status = add_type(module, &host_ufunc_spec, &caller);
        Py_XDECREF(caller);
    }
    if (status == 0) {
        status = host_add_generators(module);
    }
    if (status == 0) {
        status = host_add_typed_lists(module);
    }
    if (status == 0) {
        status = host_add_objects(module);
    }
    Py_XDECREF(kernel);
    Py_XDECREF(dispatcher);
    return status;
}

/* What an object's word names: asked for while the call that brought it keeps it alive. */
static PyObject *object_of(PyObject *Py_UNUSED(module), PyObject *word) {
    unsigned long long w = PyLong_AsUnsignedLongLong(word);
    return PyErr_Occurred() ? NULL : Py_NewRef(WORD_OBJECT((uint64_t)w));
}

static PyMethodDef functions[] = {
    {"object_of", object_of, METH_O, "object_of(word): the object that a word of a call's arguments names"},
    {"open_runtime", open_runtime, METH_VARARGS,
            "open_runtime(path, blas): loads libjaculus_rt.so for kernels and this module; `blas` is a library that has BLAS, or None"},
    {"cpu_id", cpu_id, METH_NOARGS, "a text that is equal where the same machine code runs as well"},
    {"typed_list", typed_register, METH_O, "typed_list(type): the class of numba.typed.List"},
    {"parts", host_parts, METH_O, "parts(type): its subclasses are tuples that stand for something else, which results become"},
    {"record_array", host_record_array, METH_O, "record_array(record): an array without axes of its memory"},
    {"converted_objects", object_converted, METH_O, "converted_objects(type): instances of its compiled classes become what `_out` gives"},
    {"item_block", typed_block, METH_O, "item_block(words): an empty ItemBlock for items of this type, or None where it has references"},
    {"type_words", type_words, METH_O, "type_words(value): its type in words, or None for a type that kernels do not take"},
    {"exception", host_exception, METH_NOARGS,
            "exception(): in a host call, the argument slots of the exception that is handled, and a host function's own or None"},
    {"native", host_native, METH_VARARGS, "native(name[, number]): a function of the runtime that takes and gives a number"},
    {"make_ufunc", host_make_ufunc, METH_VARARGS,
            "make_ufunc(name, doc, nin, nout, types, loops, identity, signature, writable, owner, in_order): a numpy.ufunc"},
    {"ufunc_owner", host_ufunc_owner, METH_O, "ufunc_owner(ufunc): what make_ufunc was given, or None"},
    {NULL},
};

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED}, /* as NumPy; our types are global */
#endif
    {0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_host",
    .m_doc = "Dispatch, unboxing and boxing for compiled kernels.",
    .m_methods = functions,
    .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit__host(void) {
    return PyModuleDef_Init(&module);
}
