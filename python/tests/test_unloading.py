"""A kernel's library is unloaded with the last that uses it."""

import gc
import json
import os
import signal
import threading
import weakref

import pytest
from test_server import adder

from jaculus import njit


def mapped(text=".so"):
    with open("/proc/self/maps") as maps:
        return sum(text in line for line in maps)


def test_a_dispatcher_that_goes_takes_its_kernels(kernels):
    kernels.put("add", "int64", "results[0].i = args[0].i + args[1].i;")
    adder(kernels)(1, 2)
    gc.collect()
    before = mapped("add-")
    for number in range(20):
        names = {}
        exec(f"def add(a, b):\n    return a + b + {number}", names)
        assert njit(names["add"])(1, 2) == 3
    del names
    gc.collect()
    assert mapped("add-") == before


def test_two_that_use_one_library(kernels):
    one, other = adder(kernels), adder(kernels)
    assert (one(1, 2), other(1, 2)) == (3, 3)
    assert mapped("add-") > 0
    del one
    gc.collect()
    assert other(3, 4) == 7
    del other
    gc.collect()
    assert mapped("add-") == 0
    assert adder(kernels)(5, 6) == 11  # again, from the cache


def test_constant_data_that_is_given_out_stays(kernels):
    body = """
        static const double data[] = {1, 2, 3};
        results[0].i = 0; results[1].p = (void *) data; results[2].i = 3; results[3].i = 8;
    """
    kernels.put("table", "array(float64, 1d, C)", body)

    @njit
    def table():
        pass

    given = table()
    gone = weakref.ref(table)
    del table
    gc.collect()
    assert gone() is None
    assert given.tolist() == [1, 2, 3]
    assert mapped("table-") > 0


@pytest.mark.parametrize("long", [True, False])
def test_a_kernel_that_is_forgotten_while_it_runs(kernels, long):
    """By a signal's handler; it ends first."""
    metadata = {"result": "int64", "sites": [], "long": long}
    (kernels.folder / "spin.c").write_text(
        f"/*{json.dumps(metadata)}*/\n#include <jaculus.h>\n"
        "JAC_API int32_t jaculus_entry(const jac_slot *args, jac_slot *results, jac_env *env) {\n"
        "    (void) env; volatile long n = 0; while (n < 400000000) n++;\n"
        "    results[0].i = args[0].i; return 0; }\n"
    )

    @njit
    def spin(a):
        pass

    holder = [spin]
    del spin
    done = []

    def forget(*_):
        holder[0]._forget()
        holder[0].overloads.clear()
        gc.collect()
        done.append(1)

    holder[0](1)
    old = signal.signal(signal.SIGINT, forget)
    later = threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT])
    later.start()
    try:
        assert holder[0](7) == 7
    finally:
        later.join()
        signal.signal(signal.SIGINT, old)
    assert done
