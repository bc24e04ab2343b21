"""The programs printed in the documents that the project started from run as printed.

The documents are not part of the repository: where their folder is not beside the checkout, there is nothing to test.
Each program is taken out of its document, gets small inputs, and some lines at its end that check what it computed.
"""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

FOLDERS = [Path(__file__).resolve().parents[up] / "shared/seeds" for up in (2, 3)]
SEEDS = next((folder for folder in FOLDERS if folder.is_dir()), None)
pytestmark = pytest.mark.skipif(SEEDS is None, reason="the documents are not here")


def fenced(document):
    """The Python programs of a document that marks them."""
    return re.findall(
        r"^``` ?python\n(.*?)^```", (SEEDS / document).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def lines(document, first, last):
    """The lines of a document from the one that starts with `first` to the next that starts with `last`."""
    text = (SEEDS / document).read_text(encoding="utf-8")
    return re.search(rf"^(?={re.escape(first)}).*?^{re.escape(last)}[^\n]*\n", text, re.MULTILINE | re.DOTALL)[0]


def run(folder, text, check, spelling="numba"):
    """Runs a program as the launcher does, or with `jaculus.numba` where it says numba; gives what it printed."""
    text = text.replace("from numba import", f"from {spelling} import")
    program = folder / "program.py"
    program.write_text(text + "\n" + textwrap.dedent(check), encoding="utf-8")
    # No scikit-image is needed to have a picture.
    (folder / "skimage").mkdir(exist_ok=True)
    (folder / "skimage/__init__.py").touch()
    (folder / "skimage/io.py").write_text(
        "import numpy as np\n\n\ndef imread(_):\n"
        "    return np.random.default_rng(1).integers(0, 256, (60, 80)).astype(np.uint8)\n"
    )
    start = ["-P", "-m", "jaculus._launch", "run"] if spelling == "numba" else []
    done = subprocess.run(
        [sys.executable, *start, str(program)],
        capture_output=True,
        text=True,
        timeout=300,
        env=dict(os.environ),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


SPELLINGS = pytest.mark.parametrize("spelling", ["numba", "jaculus.numba"])


def less(text, *changes):
    """A program with other constants; each must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


@SPELLINGS
def test_insertion_sort_of_a_list(tmp_path, spelling, request):
    text = fenced("numba-tutorial.md")[0]
    if not request.config.getoption("--slow"):
        text = less(text, ("len_of_list = 100000", "len_of_list = 2000"))
    check = "assert type(result) is list and result == sorted(list_of_numbers) and len(result) == len_of_list"
    assert "Average time = " in run(tmp_path, text, check, spelling)


@SPELLINGS
def test_signatures(tmp_path, spelling):
    text = fenced("numba-tutorial.md")[1]
    text = text.replace("    # your loop or numerically intensive computations", "    result = a + b")
    check = """
        assert function(2, 3) == 5
        assert function(2**31 - 1, 1) == -(2**31)
        assert [tuple(map(str, one)) for one in function.signatures] == [("int32", "int32")]
        try:
            function((1, 2), 3)
        except TypeError as e:
            assert "No matching definition" in str(e)
        else:
            raise AssertionError
    """
    run(tmp_path, text, check, spelling)


@SPELLINGS
def test_generated_jit(tmp_path, spelling):
    # NaT equals nothing since NumPy 1.11, not even NaT, and Numba follows: the document is older than that.
    check = """
        assert [is_missing(x) for x in (1.5, float("nan"), 3, True)] == [False, True, False, False]
        times = ("datetime64", "NaT"), ("datetime64", "2020-01-01"), ("timedelta64", "NaT"), ("timedelta64", 1)
        times = [getattr(np, kind)(value, "D") for kind, value in times]
        assert [is_missing(x) for x in times] == [x == type(x)("NaT", "D") for x in times] == [False] * 4
    """
    run(tmp_path, fenced("numba-tutorial.md")[2], check, spelling)


@SPELLINGS
def test_vectorize(tmp_path, spelling):
    text = less(fenced("numba-tutorial.md")[3], ("num_loops = 50", "num_loops = 3"))
    check = """
        assert isinstance(add_arrays, np.ufunc) or hasattr(add_arrays, "ufunc")
        assert result.shape == (1000, 1000) and result.dtype == np.int64 and (result == 900).all()
    """
    assert "Average time = " in run(tmp_path, text, check, spelling)


@SPELLINGS
def test_square_log(tmp_path, spelling):
    # The document shows the function alone.
    text = "import numpy as np\nfrom numba import jit\n" + fenced("super-charged-python.md")[0]
    check = """
        import warnings
        a = np.arange(1, 5000)
        assert np.allclose(square_log(a), a * a + np.log(a), rtol=1e-14)
        assert np.isneginf(square_log(np.arange(5000))[0])
        square_log.inspect_types()
    """
    assert "square_log" in run(tmp_path, text, check, spelling)


def dither_program():
    text = lines("profila-article.md", "from numba import njit", "print(f")
    return less(text, ("start < 5", "start < 0.2"))


CHECK_DITHER = """
    expected = dither.py_func(IMAGE[:12, :12].copy())
    assert np.array_equal(dither(IMAGE[:12, :12].copy()), expected)
    assert set(np.unique(dither(IMAGE))) <= {0, 255}
"""


@SPELLINGS
def test_dither(tmp_path, spelling):
    assert "Processed" in run(tmp_path, dither_program(), CHECK_DITHER, spelling)


@SPELLINGS
def test_dither_with_a_threshold(tmp_path, spelling):
    old = lines("profila-article.md", "            if old_value < 0:", "                new_value = np.uint8(")
    new = lines("profila-article.md", "new_value = 0 if old_value", "new_value = 0 if old_value")
    text = less(dither_program(), (old, " " * 12 + new))
    assert "Processed" in run(tmp_path, text, CHECK_DITHER, spelling)


@SPELLINGS
def test_combined_constants_in_the_assembly(tmp_path, spelling):
    text = "import numpy as np\nfrom numba import njit\n" + lines("profila-article.md", "@njit\ndef add", "    return")
    session = lines("profila-article.md", ">>> for line", "...     if")
    loop = "\n".join(line[4:] for line in session.splitlines())
    before = "assert add(np.arange(3)).tolist() == [123456789, 123456790, 123456791]\n"
    assert "123456789" in run(tmp_path, text + before + loop, "", spelling)
