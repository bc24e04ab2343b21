/* How the frames of the interpreter lie that this is built for, which its headers for internal use say. */
#ifndef JAC_FRAMES_H
#define JAC_FRAMES_H

#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE 1
#include <Python.h>

#if PY_VERSION_HEX >= 0x030e0000 && __has_include("internal/pycore_interpframe_structs.h")
#include "internal/pycore_interpframe_structs.h"
#define KNOWN_LAYOUT 1
#elif PY_VERSION_HEX < 0x030e0000 && __has_include("internal/pycore_frame.h")
#include "internal/pycore_frame.h"
#define KNOWN_LAYOUT 1
#endif

#include "jaculus_sampler.h"

#ifdef KNOWN_LAYOUT

typedef struct _PyInterpreterFrame interpreter_frame;

/* The code object that a frame executes, NULL where it executes none: the interpreter has frames of its own. */
static inline const PyCodeObject *code_of(const interpreter_frame *frame) {
#if PY_VERSION_HEX >= 0x030e0000
    if (frame->owner >= FRAME_OWNED_BY_INTERPRETER) return NULL;
    return (const PyCodeObject *) (frame->f_executable.bits & ~(uintptr_t) 7); /* the lowest bits are tags */
#elif PY_VERSION_HEX >= 0x030d0000
    return frame->owner == FRAME_OWNED_BY_CSTACK ? NULL : (const PyCodeObject *) frame->f_executable;
#elif PY_VERSION_HEX >= 0x030c0000
    return frame->owner == FRAME_OWNED_BY_CSTACK ? NULL : frame->f_code;
#else
    return frame->f_code;
#endif
}

/* Where in its code; what the interpreter itself takes for tracebacks. */
static inline const _Py_CODEUNIT *instruction_of(const interpreter_frame *frame) {
#if PY_VERSION_HEX >= 0x030d0000
    return frame->instr_ptr;
#else
    return frame->prev_instr;
#endif
}

/* frames.c: the number of a code object; 0 where it is none. Its memory is read by guarded copies. */
uint32_t jac_frames_code(const void *code);

#endif

/* allocations.c: functions of the module. */
PyObject *jac_frames_watch_memory(PyObject *module, PyObject *path);
PyObject *jac_frames_watch_numpy(PyObject *module, PyObject *api);
PyObject *jac_frames_unwatch_memory(PyObject *module, PyObject *none);

#endif
