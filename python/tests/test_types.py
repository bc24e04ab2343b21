"""Types: their classes, spellings, and how they travel."""

import pickle

import numpy as np
import pytest

from jaculus import float64, int8, int64, typeof, types, uint8
from jaculus import typeclasses as classes
from jaculus.types import Signature, parse_type


@pytest.mark.parametrize(
    ("kind", "shown", "spelled"),
    [
        (types.UniTuple(int64, 3), "UniTuple(int64 x 3)", "UniTuple(int64, 3)"),
        (types.Tuple((int64, int64)), "UniTuple(int64 x 2)", "UniTuple(int64, 2)"),
        (types.Tuple((int64, types.UniTuple(int8, 2))), "Tuple(int64, UniTuple(int8 x 2))",
         "Tuple(int64, UniTuple(int8, 2))"),
        (types.Tuple(()), "Tuple()", "Tuple()"),
        (types.optional(float64[:, ::1]), "OptionalType(array(float64, 2d, C))", "OptionalType(array(float64, 2d, C))"),
        (classes.List(int64, reflected=True), "reflected list(int64)<iv=None>", "reflected list(int64)<iv=None>"),
        (classes.List(types.UniTuple(int64, 2)), "list(UniTuple(int64 x 2))<iv=None>",
         "list(UniTuple(int64, 2))<iv=None>"),
        (classes.NPDatetime("ns"), "datetime64[ns]", "datetime64[ns]"),
    ],
)  # fmt: skip
def test_spellings(kind, shown, spelled):
    assert (str(kind), kind.name, kind.spelling) == (shown, shown, spelled)
    again = parse_type(spelled)
    assert again == kind
    assert type(again) is type(kind)
    assert pickle.loads(pickle.dumps(kind)) == kind


def test_classes_say_what_a_type_is():
    assert isinstance(int64, classes.Integer)
    assert isinstance(float64, classes.Number)
    assert not isinstance(types.boolean, classes.Number)
    assert isinstance(typeof(np.zeros((2, 5))), classes.Array)
    assert isinstance(typeof((1, 2)), classes.UniTuple)
    assert isinstance(typeof((1, 2.0)), classes.BaseTuple)


def test_numbers_know_their_range():
    assert (int8.minval, int8.maxval, int8.signed, int8.bitwidth) == (-128, 127, True, 8)
    assert (uint8.minval, uint8.maxval, uint8.signed) == (0, 255, False)
    assert int8(300) == 44
    assert types.complex64.underlying_float == types.float32


def test_signatures_travel():
    assert pickle.loads(pickle.dumps(int64(float64[:]))) == Signature(int64, (float64[:],))
