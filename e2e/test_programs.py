"""Hundreds of small programs do what they do under Python; where Numba differs from Python, what Numba does.

A program that does not compile yet is listed in programs/not_yet.txt, with the reason: it must get a diagnostic. Once
it runs, a warning says that its line should go: `--drop-passed` removes such lines.
"""

import functools
import warnings

import program_loading
import pytest
from answers import Answers, digest

LIST = program_loading.FOLDER / "not_yet.txt"
PROGRAMS = [(topic, kernel) for topic in program_loading.TOPICS for kernel in program_loading.kernel_names(topic)]
load = functools.cache(program_loading.load)


def not_yet():
    """The list: {topic.kernel: reason}."""
    lines = [line.split(": ", 1) for line in LIST.read_text(encoding="utf-8").splitlines() if ": " in line]
    return {name: reason for name, reason in lines if not name.startswith("#")}


NOT_YET = not_yet()
# Where Numba's answer is a gap of its own (`<object type:float64>`), Python's will do.
AS_PYTHON = {
    "generators.several_results",
    "generators.stops_inside",
    "strings.classified",
    "strings.format_specs",
    "strings.formatted_float",
    "printing.an_fstring",
    "printing.a_float",
}
# What Numba raises where it gives up without saying so in an error class of its own.
GIVES_UP = (
    "raises AssertionError(str 'Unreachable",
    'raises AssertionError(str "Unreachable',
    "raises AssertionError()",
    "raises AttributeError",
    "raises ImportError",
    'raises NotImplementedError(str "No definition',
    "raises NotImplementedError(str 'Unsupported use of cell",
    "raises NotImplementedError(str 'op_",
    "raises TypeError(str \"Converting 'np.",
    "raises RuntimeError(str 'numba jitted function aborted",
    "raises UnsupportedBytecodeError",
    "refused",
)


@pytest.fixture(scope="module")
def kept(request):
    answers = Answers("programs", request.config.getoption("--update-answers"))
    yield answers
    answers.save()


@pytest.mark.parametrize(("topic", "kernel"), PROGRAMS, ids=lambda word: word)
def test_program(topic, kernel, kept, request):
    name = f"{topic}.{kernel}"
    python = program_loading.outcomes(load(topic, "python"), kernel)
    if kept.update:
        kept.digests.pop(name, None)
        if (expected := as_numba(topic, kernel, python)) != python:
            kept.digests[name] = digest(expected)
        return
    found = program_loading.outcomes(load(topic, "jaculus"), kernel)
    if any(outcome.startswith("refused") for outcome in found):
        assert name in NOT_YET, f"{name} is refused: {first_refusal(found)}"
        assert "CompilerError" not in first_refusal(found), first_refusal(found)
        pytest.xfail(NOT_YET[name])
    if kept.digests.get(name, digest(python)) != digest(found) and not (name in AS_PYTHON and found == python):
        for text, mine, theirs in zip(
            load(topic, "python")[0][kernel][1], found, as_numba(topic, kernel, python), strict=True
        ):
            assert mine == theirs, f"{name}({text}): jaculus gives {mine}, it should be {theirs}"
    if name in NOT_YET:
        if not request.config.getoption("--drop-passed"):
            warnings.warn(f"{name} runs now: its line in {LIST.name} should go, see --drop-passed", stacklevel=1)
            return
        lines = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
        LIST.write_text("".join(line for line in lines if not line.startswith(f"{name}: ")), encoding="utf-8")


def as_numba(topic, kernel, python):
    """What Numba gives for each call, and what Python gives where Numba refuses."""
    answers = program_loading.outcomes(load(topic, "numba"), kernel)
    return [p if n.startswith(GIVES_UP) else n for n, p in zip(answers, python, strict=True)]


def first_refusal(found):
    return next(outcome for outcome in found if outcome.startswith("refused"))


def test_the_list_names_programs():
    assert not set(NOT_YET) - {f"{topic}.{kernel}" for topic, kernel in PROGRAMS}
    assert len(set(PROGRAMS)) == len(PROGRAMS)
