"""Sources with thousands of items, terms and statements, and constants of megabytes: compiled as small ones are."""

import os
import pty
import subprocess
import sys

import numpy as np
import pytest

from jaculus import njit

LARGE = np.arange(300_000) * 3


def compiled(source, folder):
    file = folder / "large.py"
    file.write_text(source, encoding="utf-8")
    names = {"np": np, "LARGE": LARGE}
    exec(compile(source, str(file), "exec"), names)
    return njit(names["f"])


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([str(i * 7 - 5000) for i in range(12_000)], 7 * 11_000 - 5000),
        ([f"{i}.5" for i in range(3000)], 2000.5),
        (["True", "False"] * 100, True),
        ([str(i) for i in range(63)] + ["2.5"], 2.0),
    ],
    ids=["ints", "floats", "bools", "mixed"],
)
def test_lists_of_many_numbers(items, expected, tmp_path):
    place = {12_000: 11_000, 3000: 2000}.get(len(items), 2)
    source = (
        f"def f(i):\n    items = [{', '.join(items)}]\n    items.append(items[0])\n    return items[i], len(items)\n"
    )
    assert compiled(source, tmp_path)(place) == (expected, len(items) + 1)


def test_many_statements(tmp_path):
    tests = "".join(f"    if x > {i}:\n        s += {i}\n" for i in range(400))
    assert compiled(f"def f(x):\n    s = 0\n{tests}    return s\n", tmp_path)(200) == sum(range(200))


def test_a_tuple_of_many_items(tmp_path):
    items = ", ".join(f"x + {i}" for i in range(500))
    assert compiled(f"def f(x):\n    t = ({items})\n    return t[x] + len(t)\n", tmp_path)(7) == 14 + 500


def test_a_global_array_of_megabytes(tmp_path):
    assert compiled("def f(i):\n    return LARGE[i], LARGE.size\n", tmp_path)(299_999) == (299_999 * 3, 300_000)


def test_a_long_compilation_says_so_on_a_terminal(tmp_path):
    program = tmp_path / "slow.py"
    program.write_text(
        "import numpy as np\n"
        "from jaculus import client, njit\n"
        "client.NOTE_S = 0.005\n"
        "@njit\n"
        "def large(a):\n"
        "    return np.sort(a * 2.0 + 1.0).sum() + np.median(a)\n"
        "print(large(np.ones(3)))\n"
    )
    main, terminal = pty.openpty()
    environment = {**os.environ, "JACULUS_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, str(program)], env=environment, stdout=subprocess.PIPE, stderr=terminal, timeout=120
    )
    os.close(terminal)
    said = os.read(main, 1 << 16).decode()
    os.close(main)
    assert done.stdout == b"10.0\n"
    assert "jaculus: compiling `large` (" in said
    assert said.endswith("\r\x1b[K")  # and takes it back


def test_nothing_is_said_where_nobody_looks(tmp_path):
    program = tmp_path / "quiet.py"
    program.write_text(
        "from jaculus import client, njit\nclient.NOTE_S = 0.0001\n@njit\ndef f(a):\n    return a + 1\nprint(f(1))\n"
    )
    environment = {**os.environ, "JACULUS_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, str(program)], env=environment, capture_output=True, timeout=120, check=True)
    assert (done.stdout, done.stderr) == (b"2\n", b"")
