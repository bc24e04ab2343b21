"""Measurements of functions, in processes of their own: what is written of each, and how bad ones end."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from conftest import ROOT

from jaculus.comparing import functions, loading, results, workers
from jaculus.comparing.journal import Journal

WAYS = """\
import os, signal, time
import numpy as np

def numbers(n=1000):
    return np.arange(n, dtype=np.float64)

def doubled(x):
    return x + x

def twice(x):
    return 2 * x

def nearly(x):
    return 2.000000000001 * x

def wrong(x):
    x = x + x
    x[3] += 1
    return x

def raises(x):
    raise ValueError("no\\nsuch thing")

def hangs(x):
    time.sleep(60)

def dies(x):
    os.kill(os.getpid(), signal.SIGSEGV)

def exits(x):
    os._exit(3)

def greedy(x):
    return np.ones(1 << 50)

def in_place(x):
    x *= 2

def only_small(x):
    if len(x) > 10:
        raise RuntimeError("too large")
    return x + x

def ten_megabytes(x):
    a = np.ones(5_000_000, np.uint8)
    b = np.ones(10_000_000, np.uint8)
    del a
    return b

def fifty_in_lists(x):
    return [bytes([1]) * 1_000_000 for _ in range(50)]
"""


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    os.environ["PYTHONPATH"] = str(ROOT / "python")
    path = tmp_path_factory.mktemp("ways") / "ways.py"
    path.write_text(WAYS)
    return path


def start(way, environment):
    return workers.spawned({name: way[name] for name in ("module", "name", "compiler", "setup")}, environment)


def measured(path, names, folder, setup="numbers", **plan):
    """The events of the journal; each way's own as a list."""
    ways = [{"name": one, "module": str(path), "compiler": "", "setup": setup} for one in names]
    journal = Journal(str(folder / "journal"))
    journal.begin({"ways": ways})
    plan = {"processes": 2, "rounds": 2, "seconds": 60, "timeout": 20, **plan}
    functions.Measurer(functions.Plan(ways, start, **plan), journal).run()
    _, events = journal.read()
    return SimpleNamespace(
        all=events,
        of={name: [one for one in events if one.get("way") == i] for i, name in enumerate(names)},
    )


def only(events, key):
    return [one[key] for one in events if key in one]


def test_ways_are_timed_and_their_results_compared(ways, tmp_path):
    found = measured(ways, ["doubled", "twice", "nearly", "wrong", "in_place"], tmp_path)
    states = {name: only(events, "result")[0] for name, events in found.of.items()}
    assert states["doubled"] == {"state": "reference", "text": ""}
    assert states["twice"] == {"state": "equal", "text": "bit for bit"}
    assert states["nearly"]["state"] == "close"
    assert states["wrong"] == {"state": "differs", "text": "by at most 1 in 1 of 1\u202f000 values"}
    assert states["in_place"]["state"] == "differs"  # it changes its argument, and gives nothing else
    assert only(found.of["in_place"], "changes") == [True]
    for events in found.of.values():
        assert [len(one) for one in only(events, "seconds")] == [2, 2]
        assert all(0 < time < 5 for one in only(events, "seconds") for time in one)
        assert len(only(events, "first_s")) == 2
    assert only(found.all, "argument") == ["float64[1\u202f000]"]
    assert only(found.all, "launched") == [0, 1]


def test_bad_ways_are_told_and_the_others_measured(ways, tmp_path):
    names = ["raises", "dies", "exits", "greedy", "hangs", "no_such", "numbers", "doubled"]
    found = measured(ways, names, tmp_path, timeout=3)
    said = {name: only(events, "failed") for name, events in found.of.items()}
    assert said["raises"] == [{"kind": "raised", "text": "raised ValueError: no, ways.py:22"}]
    assert said["dies"] == [{"kind": "died", "text": "was ended by signal 11 (SIGSEGV)"}]
    assert said["exits"] == [{"kind": "died", "text": "ended the process with status 3"}]
    assert said["greedy"][0]["kind"] == "memory"
    assert said["hangs"] == [{"kind": "timeout", "text": "did not end within 3 s"}]
    assert said["no_such"] == [{"kind": "mistake", "text": "there is no `no_such` in ways.py"}]
    assert said["doubled"] == []
    assert len(only(found.of["doubled"], "seconds")) == 2
    assert only(found.of["doubled"], "result")[0]["state"] in ("reference", "differs")


def test_other_arguments_are_no_other_result(ways, tmp_path):
    ways.with_name("dice.py").write_text(
        "import numpy as np\ndef dice(): return np.random.default_rng().random(9)\ndef f(x): return x\ng = f\n"
    )
    found = measured(ways.with_name("dice.py"), ["f", "g"], tmp_path, setup="dice")
    assert only(found.of["g"], "result")[0]["state"] == "unknown"


def test_a_function_that_wants_arguments_says_so(ways, tmp_path):
    found = measured(ways, ["doubled", "numbers"], tmp_path, setup=None)
    (said,) = only(found.of["doubled"], "failed")
    assert said["text"] == (
        "raised TypeError: doubled() missing 1 required positional argument: 'x'; "
        "--setup names what makes its arguments"
    )
    assert len(only(found.of["numbers"], "seconds")) == 2


def test_arguments_are_made_elsewhere(ways, tmp_path):
    (tmp_path / "made.py").write_text("def three():\n    return 3, 4\n")
    (tmp_path / "sums.py").write_text("def add(a, b):\n    return a + b\n")
    found = measured(tmp_path / "sums.py", ["add"], tmp_path, setup=f"{tmp_path / 'made.py'}::three")
    assert only(found.all, "argument") == ["(3, 4)"]


def test_sizes_go_as_far_as_a_way_does(ways, tmp_path):
    found = measured(ways, ["doubled", "only_small"], tmp_path, sizes=[10, 100])
    assert [one["size"] for one in found.of["doubled"] if "seconds" in one] == [10, 100, 10, 100]
    assert [one["size"] for one in found.of["only_small"] if "seconds" in one] == [10, 10]
    assert [one["size"] for one in only(found.of["only_small"], "failed")] == [100]


def test_peak_memory_is_right_within_two_percent(ways, tmp_path):
    found = measured(ways, ["ten_megabytes", "fifty_in_lists", "doubled"], tmp_path, processes=1)
    peaks = {name: only(events, "memory")[0]["bytes"] for name, events in found.of.items()}
    assert peaks["ten_megabytes"] == pytest.approx(15e6, rel=0.02)
    assert peaks["fifty_in_lists"] == pytest.approx(50e6, rel=0.02)
    assert peaks["doubled"] < 2e6


def test_a_way_cannot_have_all_memory():
    program = (
        "import numpy as np\nfrom jaculus.comparing import memory\nassert memory.available() > 1 << 24\n"
        "memory.available = lambda: 1 << 28\nmemory.limit()\nnp.ones(1 << 26, np.uint8)\n"
        "try:\n    np.ones(1 << 29, np.uint8)\nexcept MemoryError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


def test_a_journal_is_read_up_to_a_broken_line(tmp_path):
    journal = Journal(str(tmp_path / "journal"))
    journal.begin({"kind": "functions"})
    journal.write(way=0, launched=0)
    with open(journal.path, "a") as file:
        file.write('{"way": 1, "sec')
    head, events = journal.read()
    assert (head["kind"], events) == ("functions", [{"way": 0, "launched": 0}])
    journal.keep(events)
    assert len((tmp_path / "journal").read_text().splitlines()) == 2
    (tmp_path / "other").write_text(json.dumps({"format": "else"}))
    with pytest.raises(ValueError, match="has no measurements"):
        Journal(str(tmp_path / "other")).read()


NAN = np.array([1.0, np.nan])


@pytest.mark.parametrize(
    ("value", "reference", "state", "text"),
    [
        (3, 3, "equal", "bit for bit"),
        (3, 3.0, "close", "equal values; int64, not float64"),
        (NAN, NAN.copy(), "equal", "bit for bit"),
        (np.array([0.0]), np.array([-0.0]), "equal", "but for the signs of zeros or NaNs"),
        (np.array([1.0, 2]), NAN, "differs", "NaN or infinity in 1 of 2 values"),
        (np.ones(3), np.ones((3, 1)), "differs", "shape (3,), not (3, 1)"),
        (np.ones(2, np.uint8), np.array([1, 0], np.uint8), "differs", "by at most 1 in 1 of 2 values"),
        (1 + 1e-12, 1.0, "close", "by at most 1e-12"),
        (np.float32(1.0001), np.float32(1), "close", "by at most 0.0001"),
        ((1, [2, 3]), (1, [2, 4]), "differs", "[1][1]: by at most 1"),
        ({"a": 1}, {"b": 1}, "differs", "other keys"),
        ([1], [1, 2], "differs", "1 items, not 2"),
        ("a", "b", "differs", "not equal"),
        ("a", 1, "differs", "a str, not a int"),
        (None, None, "equal", ""),
        (object(), object(), "unknown", "a object equals itself only"),
        (np.array([{}]), np.array([{}]), "equal", "bit for bit"),
    ],
)
def test_agreement(value, reference, state, text):
    got = results.agreement(value, reference)
    assert got[0] == state
    if value is not None and not isinstance(value, np.ndarray):
        assert got[1] == text


def test_near_names_are_proposed():
    with pytest.raises(loading.Mistake, match=r"there is no `joyn` in json; did you mean `loads`\?|there is no `joyn`"):
        loading.function(json, "joyn", "")
    with pytest.raises(loading.Mistake, match="did you mean `loads`"):
        loading.function(json, "load_s", "")
    with pytest.raises(loading.Mistake, match="is no function: it is a str"):
        loading.function(json, "__doc__", "")
