"""What Numba's dispatchers answer, by the attributes that programs use."""

import logging
import pickle
from collections import Counter, namedtuple
from types import ModuleType

import numpy as np
import pytest

from jaculus import complex128, float32, float64, int8, int64, njit, numba

SCALE = 3
Point = namedtuple("Point", "x y")


@njit
def scaled(x, y=2):
    return x * SCALE + y


def loop(n):
    total = 0
    for i in range(n):
        if i % 7 == 3:
            total += i
    return total


def test_compile_gives_what_can_be_called():
    kernel = njit(scaled.py_func)
    one = kernel.compile("float64(float64, float64)")
    assert one(2.0, 1.0) == 7.0
    assert kernel.compile((float64, float64)) is one
    assert kernel.get_overload((float64, float64))(2.0, 1.0) == 7.0
    assert kernel.get_compile_result(one.signature) is one
    assert (one.objectmode, one.lifted, one.typing_error) == (False, (), None)
    assert "define" in one.library.get_llvm_str()
    assert kernel.signatures == [(float64, float64)]


def test_call_template_takes_defaults():
    kernel = njit(scaled.py_func)
    for args, kws, types in (
        ((int8, int8), {}, (int8, int8)),
        ((int64,), {"y": float32}, (int64, float32)),
        ((int64,), {}, (int64, int64)),
    ):
        template, signature, folded, keywords = kernel.get_call_template(args, kws)
        assert (template, folded, keywords) == (kernel, types, {})
        assert list(signature.parameters) == ["x", "y"]
        assert types in kernel.signatures
    assert len(kernel.signatures) == 3
    with pytest.raises(TypeError):
        kernel.get_call_template((int64,) * 3, {})


def test_disable_compile_takes_what_is_there():
    kernel = njit(scaled.py_func)
    kernel.compile((float64, float64))
    kernel.disable_compile()
    assert kernel(1, 2) == 5.0
    with pytest.raises(TypeError, match="No matching definition for argument type"):
        kernel(1j, 2)
    with pytest.raises(RuntimeError, match="compilation disabled"):
        kernel.compile((complex128, complex128))
    kernel.disable_compile(False)
    assert kernel(1j, 2) == 2 + 3j


def test_recompile_sees_changed_globals():
    global SCALE
    kernel = njit(scaled.py_func)
    fixed = njit("int64(int64, int64)")(scaled.py_func)
    assert (kernel(1, 1), fixed(1, 1)) == (4, 4)
    SCALE = 5
    try:
        assert (kernel(1, 1), fixed(1, 1)) == (4, 4)
        kernel.recompile()
        fixed.recompile()
        assert (kernel(1, 1), fixed(1, 1)) == (6, 6)
        assert fixed.signatures == [(int64, int64)]
        with pytest.raises(TypeError):
            fixed(1j, 1)
    finally:
        SCALE = 3


def test_stats_count_each_signature_once():
    kernel = njit(lambda x: x * 123457)
    kernel(1)
    kernel(1)
    kernel(1.5)
    assert kernel.stats.cache_hits + kernel.stats.cache_misses == Counter({(int64,): 1, (float64,): 1})


def test_metadata_and_options():
    kernel = njit(fastmath=True, nogil=True)(loop)
    kernel(3)
    assert kernel.targetoptions["nopython"] is kernel.targetoptions["nogil"] is kernel.targetoptions["fastmath"] is True
    assert list(kernel.get_metadata()) == kernel.signatures
    assert kernel.get_metadata((int64,))["result"] == "int64"
    for ask in kernel.get_metadata, kernel.inspect_llvm, kernel.inspect_asm, kernel.inspect_cfg, kernel.get_overload:
        with pytest.raises(KeyError):
            ask((complex128,))


@pytest.mark.parametrize("ask", ["inspect_cfg", "inspect_disasm_cfg"])
def test_control_flow_as_a_graph(ask):
    kernel = njit(loop)
    assert kernel(20) == 3 + 10 + 17
    graph = getattr(kernel, ask)((int64,))
    blocks = graph.blocks()
    assert next(iter(blocks)).endswith(":entry")
    assert {one for following in blocks.values() for one in following} <= set(blocks)  # each edge ends at a block
    order = list(blocks)
    assert any(order.index(to) <= order.index(block) for block, following in blocks.items() for to in following)
    assert graph.dot.startswith("digraph")
    assert graph.dot.count("->") == sum(map(len, blocks.values()))
    assert list(getattr(kernel, ask)()) == [(int64,)]

    straight = njit(lambda x: x + 1)
    straight(1)
    assert list(getattr(straight, ask)((int64,)).blocks().values()) == [[]]


def test_pickles():
    assert pickle.loads(pickle.dumps(scaled)) is scaled

    def made(n):
        return njit("int64(int64)")(lambda x: x + n)

    again = pickle.loads(pickle.dumps(made(5)))
    assert (again(1), again.signatures) == (6, [(int64,)])
    with pytest.raises(TypeError):
        again(1j)
    assert pickle.loads(pickle.dumps(again))(np.int64(2)) == 7


def test_a_dispatcher_is_not_decorated_again():
    @njit
    def f(x):
        return x

    with pytest.raises(TypeError, match=r"already jitted function .* f\.py_func"):
        njit(f)
    assert njit(f.py_func)(3) == 3


def test_types_come_back_from_a_pickle_as_themselves():
    for value in (np.ones((2, 3)), (1, 2.5), "text", None, Point(1, 2), [1.5]):
        kind = numba.typeof(value)
        assert pickle.loads(pickle.dumps(kind)) is kind


def test_jit_module_tells_the_log_what_it_decorates(caplog):
    module = ModuleType("to_be_compiled")
    with caplog.at_level(logging.DEBUG, "numba.core.decorators"):
        exec("from jaculus.numba import jit_module\ndef one(x): return x\njit_module(nogil=True)", module.__dict__)
    assert "Auto decorating function <function one" in caplog.text
    assert "from module to_be_compiled with jit and options: {'nogil': True}" in caplog.text
    assert module.one(1) == 1
