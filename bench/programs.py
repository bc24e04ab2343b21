"""The programs of the table: each a kernel of examples/, its arguments, and the same loop in C++."""

import importlib.util
from ctypes import c_int64, c_void_p
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


@cache
def example(name):
    """A module of examples/."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Program:
    """One row: `arguments()` makes new arguments, `native` says how the C++ function takes and gives them."""

    name: str
    title: str
    kernel: str
    arguments: object
    native: object
    allocates: bool = True
    in_place: bool = False
    contracts: bool = False  # g++ rounds some elements otherwise, by its fused multiply-adds

    @property
    def function(self):
        """The plain Python function."""
        return getattr(example(self.name), self.kernel).py_func


@dataclass(frozen=True)
class Native:
    """A C++ function: which of cpp/*.cpp, and its result's shape and type."""

    file: str
    symbol: str
    dtype: type
    shape: object  # of the arguments' shapes
    extents: object = lambda *arrays: arrays[0].shape

    def slots(self, arrays):
        """What the C++ function is called with: the first array, its extents, the other arrays."""
        first, *others = arrays
        return (
            c_void_p(first.ctypes.data),
            *map(c_int64, self.extents(*arrays)),
            *(c_void_p(a.ctypes.data) for a in others),
        )


def _dither(name, title):
    native = Native(name, name, np.uint8, lambda image: image.shape)
    return Program(name, title, "dither", lambda: (example(name).hallway(),), native)


def _logarithm(kernel, title):
    native = Native("square_log", kernel, np.float64, lambda x: x.shape)
    return Program("square_log", title, kernel, lambda: (np.arange(1, 1_000_001) / 1000,), native)


PROGRAMS = [
    _dither("dither", "dither, 600×800"),
    _dither("dither_threshold", "dither with a threshold"),
    _dither("dither_reordered", "dither, reordered"),
    Program(
        "constants",
        "three constants, 1e6 int64",
        "add",
        lambda: (np.arange(1_000_000),),
        Native("constants", "constants", np.int64, lambda numbers: numbers.shape),
    ),
    Program(
        "black_and_white",
        "black-and-white, 3 Mpx",
        "black_and_white",
        lambda: (example("black_and_white").photograph(),),
        Native("black_and_white", "black_and_white", np.uint8, lambda i: i.shape[:2], lambda i: i.shape[:2]),
        contracts=True,
    ),
    Program(
        "colour_coding",
        "colour-coding, 896×1280×4",
        "colour_code",
        lambda: (example("colour_coding").segmentation(), example("colour_coding").COLOURS),
        Native("colour_coding", "colour_coding", np.uint8, lambda p, c: (*p.shape[:2], 3), lambda p, c: p.shape),
    ),
    Program(
        "insertion_sort",
        "insertion sort, 100,000",
        "insertion_sort",
        lambda: (example("insertion_sort").shuffled(),),
        Native("insertion_sort", "insertion_sort", np.int64, lambda numbers: numbers.shape),
        allocates=False,
        in_place=True,
    ),
    _logarithm("square_log", "x·x + log x, 1e6 float64"),
    _logarithm("log_of_squares", "log(x·x), 1e6 float64"),
]
