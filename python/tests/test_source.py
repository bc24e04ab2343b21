"""The text of functions that are in no file."""

import ast
import os
import subprocess
import sys
import textwrap

import pytest
from conftest import ROOT

from jaculus import errors, njit

TEXT = "def f(x):\n    return x + 1\n"


def exec_string(text):
    names = {}
    exec(text, names)
    return names["f"]


def exec_code(text):
    names = {}
    exec(compile(text, "<generated>", "exec"), names)
    return names["f"]


def exec_bytes(text):
    names = {}
    exec(text.encode(), names)
    return names["f"]


def exec_single(text):
    names = {}
    exec(compile(text, "<stdin>", "single"), names)
    return names["f"]


def exec_in_class(text):
    names = {}
    exec("class C:\n    @staticmethod\n" + textwrap.indent(text, "    "), names)
    return names["C"].f


def exec_inside(text):
    names = {}
    exec("def outer(offset):\n" + textwrap.indent(text.replace("+ 1", "+ offset"), "    ") + "\n    return f", names)
    return names["outer"](1)


def exec_future(text):
    names = {}
    exec("from __future__ import annotations\n" + text.replace("(x)", "(x: Unknown)"), names)
    return names["f"]


def exec_file_that_is_not_there(text):
    names = {}
    exec(compile(text, "/nowhere/module.py", "exec"), names)
    return names["f"]


@pytest.mark.parametrize("how", [one for name, one in list(globals().items()) if name.startswith("exec_")])
def test_text(how):
    source = njit(how(TEXT)).source()
    assert source.tree.name == "f"
    assert "return x +" in source.text
    assert source.text.splitlines()[-2].lstrip().startswith("def f(")
    assert source.line == how(TEXT).__code__.co_firstlineno


def test_the_one_that_the_function_was_made_of():
    functions = [exec_string(f"def f(x):\n    return x + {n}\n") for n in range(20)]
    assert [njit(one).source().text.split()[-1] for one in functions] == [str(n) for n in range(20)]


def test_eval_of_a_lambda():
    text = " lambda x: x + 5"
    assert "return (x + 5" in njit(eval(text)).source().text
    two = eval("(lambda x: x + 6, lambda x: x + 7)")
    assert "return (x + 7" in njit(two[1]).source().text


def test_a_syntax_tree():
    tree = ast.parse("a = 1\n\n\n@staticmethod\ndef f(x, /, y=2, *, z=3):\n    '''Text.'''\n    return x + y\n")
    names = {}
    exec(compile(tree, "<tree>", "exec"), names)
    source = njit(names["f"].__func__).source()
    assert source.text == 'def f(x, /, y=2, *, z=3):\n    """Text."""\n    return x + y\n'
    assert source.file == "<tree>"


def test_a_changed_syntax_tree():
    tree = ast.parse("f = lambda x: x + 1, lambda x: x + 2")
    tree.body[0].value.elts[1].body.right.value = 3
    names = {}
    exec(compile(tree, "<tree>", "exec"), names)
    assert [njit(one).source().text for one in names["f"]] == [
        "def _lambda(x):\n    return x + 1\n",
        "def _lambda(x):\n    return x + 3\n",
    ]


def test_many_texts_do_not_stay():
    from jaculus import texts

    big = "x = '" + "y" * 1_000_000 + "'"
    for _ in range(20):
        exec(big)
    assert sum(len(text) for _, text in texts._texts) < 10_000_000
    test_the_one_that_the_function_was_made_of()


def test_what_was_compiled_before_the_import():
    program = (
        "names = {}\nexec('def f(x):\\n    return x', names)\nfrom jaculus import njit\n"
        "try: njit(names['f']).source()\nexcept Exception as e: print(e)\n"
    )
    done = run("-c", program)
    assert "is kept from `import numba` on; import it first" in done.stdout


PROGRAM = "from jaculus import njit\n@njit\ndef f(x):\n    return x + 1\nprint(f.source().text)\n"
WANTED = "@njit\ndef f(x):\n    return x + 1\n\n"


def run(*arguments, **more):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False, **more
    )


@pytest.mark.parametrize("options", [["-c"], ["-X", "dev", "-Wignore", "-c"], ["-W", "ignore", "-Bc"]])
def test_a_command(options):
    assert run(*options, PROGRAM).stdout == WANTED
    assert run(*options[:-1], options[-1] + PROGRAM, "-c", "argument").stdout == WANTED


def test_standard_input(tmp_path):
    (tmp_path / "p.py").write_text(PROGRAM)
    for arguments in [], ["-"]:
        with open(tmp_path / "p.py") as file:
            assert run(*arguments, stdin=file).stdout == WANTED


def test_a_pipe_is_read_once():
    done = run("-", input=PROGRAM)
    assert "run it by `jaculus run -`" in done.stderr


def test_a_module_without_its_text(tmp_path):
    import importlib.util
    import py_compile

    file = tmp_path / "bare.py"
    file.write_text(TEXT)
    py_compile.compile(str(file), cfile=str(tmp_path / "bare.pyc"))
    file.unlink()
    spec = importlib.util.spec_from_file_location("bare", tmp_path / "bare.pyc")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.raises(errors.UnsupportedError, match="put the function into a file that stays there"):
        njit(module.f).source()


def test_a_sum_of_thousands():
    from jaculus.request import names_read

    f = exec_string("def f(x):\n    return " + " + ".join(["x"] * 2500 + ["y"]))
    f.__globals__["y"] = 1
    assert names_read(f, njit(f).source()) == [("y", (1, set()))]
