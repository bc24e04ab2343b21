"""The installed Numba under the sampler: its code gets line tables, and what it compiles is kept for the report.

Only line tables: no variable is kept alive, nothing is checked, no function is left out of line for them, so that the
machine code is that of the program as it is. Numba gives gdb each image of code, in a list in memory; the images are
copied from there, beside the samples, when there are new ones.
"""

import collections
import ctypes
import mmap
import os
import struct
import sys
import warnings
from contextlib import suppress
from importlib.machinery import PathFinder

OLDEST = (0, 60)
WRAPPER = "<numba-wrapper>"  # stands for the file of code that no line has caused; the report knows it

_folder = None
_seen = set()
_descriptor = None


class _Descriptor(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_uint32),
        ("action", ctypes.c_uint32),
        ("relevant", ctypes.c_void_p),
        ("first", ctypes.c_void_p),
    ]


class _Image(ctypes.Structure):
    _fields_ = [
        ("next", ctypes.c_void_p),
        ("previous", ctypes.c_void_p),
        ("start", ctypes.c_void_p),
        ("bytes", ctypes.c_uint64),
    ]


class _Finder:
    """Finds numba where it is, and changes it when it has been executed."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "numba":
            return None
        sys.meta_path.remove(cls)
        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def execute_and_change(module):
                execute(module)
                try:
                    _change(module)
                except Exception as e:
                    print(f"jaculus: this numba's kernels have no lines: {type(e).__name__}: {e}", file=sys.stderr)

            spec.loader.exec_module = execute_and_change
        return spec


def install(folder, cache):
    """From now on, in this process and those that it forks. `cache`: another than Numba's, whose code has no lines."""
    global _folder
    _folder = folder
    os.environ["NUMBA_CACHE_DIR"] = cache
    sys.meta_path.insert(0, _Finder)


def _change(numba):
    version = tuple(int(part) for part in numba.__version__.split(".")[:2])
    if version < OLDEST:
        raise ImportError(f"it is {numba.__version__}; {'.'.join(map(str, OLDEST))} is the oldest that is known")
    from numba.core import codegen, cpu, debuginfo, lowering
    from numba.np.ufunc import ufuncbuilder

    for options in (cpu.CPUTargetOptions, ufuncbuilder.UFuncTargetOptions):
        _ask_for_lines(options, numba.config)
    _only_lines(debuginfo.DIBuilder)
    _name_files(lowering.BaseLower, numba.core.errors.NumbaDebugInfoWarning)
    _give_wrappers_places(codegen.CPUCodeLibrary)
    _keep_images(codegen.JITCodeLibrary)


def _ask_for_lines(options, config):
    finalize = options.finalize

    def with_lines(self, flags, given):
        if not flags.is_set("debuginfo") and not config.DEBUGINFO_DEFAULT:
            if not flags.is_set("boundscheck"):
                flags.boundscheck = False
            if not flags.is_set("dbg_extend_lifetimes"):
                flags.dbg_extend_lifetimes = bool(config.EXTEND_VARIABLE_LIFETIMES)
            flags.debuginfo = flags.dbg_directives_only = True
        return finalize(self, flags, given)

    options.finalize = with_lines


def _only_lines(builder):
    initialize, mark_variable = builder.initialize, builder.mark_variable

    def initialize_for_lines(self):
        if self.emission_kind == "DebugDirectivesOnly":  # which leaves nothing in the image
            self.emission_kind = "LineTablesOnly"
        initialize(self)

    def mark_no_variable(self, *arguments, **named):
        if self.emission_kind != "LineTablesOnly":
            mark_variable(self, *arguments, **named)

    builder.initialize, builder.mark_variable = initialize_for_lines, mark_no_variable


def _name_files(lower, warning):
    """Loops in parallel are functions of a text that Numba makes; their statements know where they come from."""
    begin = lower.__init__

    def begin_in_file(self, context, library, fndesc, func_ir, *rest, **named):
        if func_ir.loc.filename.startswith("<"):
            files = collections.Counter(
                statement.loc.filename
                for block in func_ir.blocks.values()
                for statement in block.body
                if not statement.loc.filename.startswith("<")
            )
            if files:
                file = files.most_common(1)[0][0]
                func_ir.loc = type(func_ir.loc)(file, func_ir.loc.line, func_ir.loc.col)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", warning)  # that a function has no source is no news to its author
            begin(self, context, library, fndesc, func_ir, *rest, **named)

    lower.__init__ = begin_in_file


def _give_wrappers_places(library):
    """A function without a place loses the places of what is inlined in it. NRT's own functions must not have any."""
    from llvmlite import ir

    add = library.add_ir_module
    ours = ("__gufunc__", "_gufunc", "__ufunc", "cfunc.", "cpython.")

    def add_with_places(self, module):
        bare = [
            one for one in module.functions if one.blocks and "dbg" not in one.metadata and one.name.startswith(ours)
        ]
        if bare:
            unit, file, kind = _unit(ir, module)
            for function in bare:
                _give_place(ir, module, function, unit, file, kind)
        return add(self, module)

    library.add_ir_module = add_with_places


def _unit(ir, module):
    file = module.add_debug_info("DIFile", {"directory": "/", "filename": WRAPPER})
    unit = module.add_debug_info(
        "DICompileUnit",
        {
            "language": ir.DIToken("DW_LANG_C_plus_plus"),
            "file": file,
            "producer": "jaculus",
            "runtimeVersion": 0,
            "isOptimized": True,
            "emissionKind": ir.DIToken("LineTablesOnly"),
        },
        is_distinct=True,
    )
    module.add_named_metadata("llvm.dbg.cu", unit)
    if "llvm.module.flags" not in module.namedmetadata:
        number = ir.IntType(32)
        for name, value in (("Dwarf Version", 4), ("Debug Info Version", 3)):
            flag = module.add_metadata([number(2), name, number(value)])
            module.add_named_metadata("llvm.module.flags", flag)
    return unit, file, module.add_debug_info("DISubroutineType", {"types": module.add_metadata([None])})


def _give_place(ir, module, function, unit, file, kind):
    program = module.add_debug_info(
        "DISubprogram",
        {
            "name": "wrapper",
            "linkageName": function.name,
            "scope": file,
            "file": file,
            "line": 1,
            "type": kind,
            "isLocal": False,
            "isDefinition": True,
            "scopeLine": 1,
            "isOptimized": True,
            "unit": unit,
        },
        is_distinct=True,
    )
    function.set_metadata("dbg", program)
    place = module.add_debug_info("DILocation", {"line": 1, "column": 1, "scope": program})
    for block in function.blocks:
        for one in block.instructions:
            if isinstance(one, ir.CallInstr) and "dbg" not in one.metadata:  # a call that may be inlined needs one
                one.set_metadata("dbg", place)


def _keep_images(library):
    finalize = library._finalize_specific

    def finalize_and_keep(self):
        finalize(self)
        with suppress(OSError):
            _copy_images()

    library._finalize_specific = finalize_and_keep


def _copy_images():
    """New ones are at the front of the list."""
    global _descriptor
    if _descriptor is None:
        _descriptor = _Descriptor.from_address(_address_of_list())
    at = _descriptor.first
    while at and at not in _seen:
        _seen.add(at)
        image = _Image.from_address(at)
        _copy(ctypes.string_at(image.start, image.bytes))
        at = image.next


def _copy(content):
    number = f"{os.getpid()}-{len(_seen)}"
    path = os.path.join(_folder, f"image-{number}.o")
    with open(path, "wb") as file:
        file.write(content)
    lines = [f"{start:x}-{end:x} r-xp 00000000 00:00 0 {path}\n" for start, end in _code(content)]
    with open(os.path.join(_folder, "images"), "a", encoding="utf-8", errors="surrogateescape") as file:
        file.write("".join(lines))


def _code(content):
    """Where its code is in memory: by the headers of its sections."""
    (table,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    for i in range(count):
        _, _, flags, address, _, length = struct.unpack_from("<IIQQQQ", content, table + i * size)
        if flags & 4 and address and length:
            yield address, address + length


def _address_of_list():
    """Of the variable that gdb looks for, `__jit_debug_descriptor`. llvmlite's library does not export it."""
    start, path = _mapped("libllvmlite")
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as content:
        return start + _symbol(content, b"__jit_debug_descriptor")


def _mapped(library):
    """Where the library begins in memory, and its file."""
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as file:
        for line in file:
            if library in line:
                return int(line.split("-")[0], 16), line.split(maxsplit=5)[5].rstrip("\n")
    raise OSError(f"{library} is not loaded")


def _symbol(content, name):
    """The value of a symbol, in the full table of an ELF file."""
    (table,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    sections = [struct.unpack_from("<IIQQQQII", content, table + i * size) for i in range(count)]
    for _, kind, _, _, offset, length, link, _ in sections:
        if kind != 2:
            continue
        _, _, _, _, strings, strings_length, _, _ = sections[link]
        at = content.find(b"\0" + name + b"\0", strings, strings + strings_length) + 1
        wanted = struct.pack("<I", at - strings) if at > 0 else None
        found = offset if wanted else -1
        while 0 <= found < offset + length:
            found = content.find(wanted, found, offset + length)
            if found >= 0 and (found - offset) % 24 == 0:
                return struct.unpack_from("<Q", content, found + 8)[0]
            found = found + 1 if found >= 0 else -1
    raise OSError(f"no {name.decode()}")
