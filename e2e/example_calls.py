"""The modules of examples/, and each kernel with its arguments at full size."""

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "examples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))


@cache
def module(name):
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


CALLS = [
    ("dither", "dither", lambda: (module("dither").hallway(),)),
    ("dither_threshold", "dither", lambda: (module("dither").hallway(),)),
    ("dither_reordered", "dither", lambda: (module("dither").hallway(),)),
    ("constants", "add", lambda: (np.arange(1_000_000),)),
    ("black_and_white", "black_and_white", lambda: (module("black_and_white").photograph(),)),
    ("colour_coding", "colour_code", lambda: (module("colour_coding").segmentation(), module("colour_coding").COLOURS)),
    ("insertion_sort", "insertion_sort", lambda: (module("insertion_sort").shuffled(20_000),)),
    ("square_log", "square_log", lambda: (np.arange(1, 1_000_001) / 1000,)),
    ("square_log", "log_of_squares", lambda: (np.arange(1, 1_000_001) / 1000,)),
]
