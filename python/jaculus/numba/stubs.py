"""Modules of Numba's that exist for imports only: each name in them can be imported, and says when used what it is."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

from jaculus.not_yet import NotYet

_PREFIX = "jaculus.numba."
# Numba 0.68's own modules, without those that are here: libraries import names from them.
_MODULES = {
    "core": """
        analysis annotations annotations.pretty_annotate annotations.type_annotations base boxing bytecode
        byteflow callconv callwrapper codegen compiler compiler_lock compiler_machinery consts
        controlflow cpu cpu_options datamodel datamodel.manager datamodel.models datamodel.packer
        datamodel.registry debuginfo descriptors entrypoints environment event externals fastmathpass
        funcdesc generators imputils inline_closurecall interpreter intrinsics ir ir_utils itanium_mangler
        llvm_bindings lowering object_mode_passes optional options postproc pylowering pythonapi rewrites
        rewrites.ir_print rewrites.registry rewrites.static_binop rewrites.static_getitem
        rewrites.static_raise runtime runtime.context runtime.nrt runtime.nrtdynmod runtime.nrtopt serialize
        ssa targetconfig tracing transforms typeconv typeconv.castgraph typeconv.rules typeconv.typeconv
        typed_passes typeinfer typing.arraydecl typing.bufproto typing.builtins
        typing.cffi_utils typing.cmathdecl typing.collections typing.context typing.ctypes_utils
        typing.dictdecl typing.enumdecl typing.listdecl typing.mathdecl typing.npydecl typing.setdecl unsafe
        unsafe.bytes unsafe.eh unsafe.nrt unsafe.refcount untyped_passes withcontexts
    """,
    "cpython": """
        builtins charseq cmathimpl enumimpl hashing heapq iterators listobj mathimpl numbers printimpl
        randomimpl rangeobj setobj slicing tupleobj unicode unicode_support unsafe unsafe.numbers
        unsafe.tuple
    """,
    "experimental": """
        function_type jitclass.boxing jitclass.decorators jitclass.overloads
    """,
    "misc": """
        appdirs cffiimpl findlib init_utils inspection literal mergesort quicksort timsort
    """,
    "np": """
        arraymath arrayobj extensions linalg math math.cmathimpl math.mathimpl math.numbers npdatetime
        npdatetime_helpers npyfuncs npyimpl polynomial polynomial.polynomial_core
        polynomial.polynomial_functions random random.distributions random.generator_core
        random.generator_methods random.legacy random.random_methods types types.datetime
        types.datetime_registry ufunc ufunc.array_exprs ufunc.decorators ufunc.dufunc ufunc.gufunc
        ufunc.parallel ufunc.sigparse ufunc.ufunc_base ufunc.ufuncbuilder ufunc.wrappers ufunc_db unsafe
        unsafe.ndarray
    """,
    "parfors": """
        array_analysis ir_utils parfor parfor_lowering parfor_lowering_utils
    """,
    "pycc": """
        cc compiler decorators platform
    """,
    "stencils": """
        stencilparfor
    """,
    "typed": """
        dictimpl typeddict typedlist typedset
    """,
}
_NAMES = {_PREFIX + group for group in _MODULES} | {
    f"{_PREFIX}{group}.{name}" for group, names in _MODULES.items() for name in names.split()
}


# What libraries decorate functions with while they are imported, for types with a memory layout of their own.
_DECORATORS = {
    "lower_builtin", "lower_cast", "lower_constant", "lower_getattr", "lower_getattr_generic", "lower_setattr",
    "lower_setattr_generic", "infer", "infer_getattr", "infer_global", "register_default", "register_model",
}  # fmt: skip


class Registration:
    """A decorator of Numba's low-level interface.

    Libraries use it when they are imported, so it takes the function. What it would be for, a type with a memory layout
    of its own, is refused where a kernel gets such a value.
    """

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f"<{self._name}: accepted, without effect in Jaculus>"

    def __call__(self, *args, **kwargs):
        if self._name.rpartition(".")[2] in ("infer", "infer_getattr"):  # which take nothing else
            return args[0]
        return lambda function: function


class Stub(ModuleType):
    """A module whose names are all not there yet."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__") or f"{self.__name__}.{name}" in _NAMES:  # an import of that module comes next
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        full = f"{self.__name__.removeprefix('jaculus.')}.{name}"
        return Registration(full) if name in _DECORATORS else NotYet(full)

    def __call__(self, *args, **kwargs):
        return NotYet(self.__name__.removeprefix("jaculus."))()


class _Finder:
    """Asked after all others."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        return ModuleSpec(name, _Loader(), is_package=True) if name in _NAMES else None


class _Loader:
    @staticmethod
    def create_module(spec):
        return Stub(spec.name, "Not in Jaculus yet.")

    @staticmethod
    def exec_module(module):
        pass


class _TypesFinder:
    """numba.core.types.misc and its neighbours are numba.types."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        head, _, last = name.rpartition(".")
        parts = (
            "abstract",
            "common",
            "containers",
            "function_type",
            "functions",
            "iterators",
            "misc",
            "npytypes",
            "scalars",
        )
        if head not in (_PREFIX + "types", _PREFIX + "core.types") or last not in parts:
            return None
        return ModuleSpec(name, _SameLoader(), is_package=False)


class _SameLoader:
    @staticmethod
    def create_module(spec):
        module = ModuleType(spec.name, "Numba's types.")
        vars(module).update(
            {name: one for name, one in vars(sys.modules[_PREFIX + "types"]).items() if name[:2] != "__"}
        )
        return module

    @staticmethod
    def exec_module(module):
        pass


def install():
    """From now on, in this process."""
    for one in (_Finder, _TypesFinder):
        if one not in sys.meta_path:
            sys.meta_path.append(one)
