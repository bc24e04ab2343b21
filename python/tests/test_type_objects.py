"""Types as programs compare, order, index and keep them, and the types of values that no kernel takes."""

import enum
import gc
import operator

import numpy as np
import pytest

from jaculus.numba import typeof, types


class Mixed(enum.Enum):
    A = 1
    B = 2.5


class Whole(enum.Enum):
    A = 1
    B = 2


@pytest.mark.parametrize(
    "kinds",
    [
        [types.int8, types.int16, types.int32, types.int64],
        [types.uint8, types.uint16, types.uint32, types.uint64],
        [types.float32, types.float64],
        [types.complex64, types.complex128],
    ],
)
def test_numbers_of_one_kind_have_an_order(kinds):
    for i, one in enumerate(kinds):
        for j, other in enumerate(kinds):
            for compare in operator.lt, operator.le, operator.gt, operator.ge:
                assert compare(one, other) == compare(i, j)


def test_numbers_of_several_kinds_have_none():
    for one, other in (
        (types.int8, types.uint32),
        (types.int8, types.float32),
        (types.float64, types.complex128),
    ):
        for compare in operator.lt, operator.le, operator.gt, operator.ge:
            with pytest.raises(TypeError):
                compare(one, other)


def test_brackets():
    dtype = types.DType(types.int32)
    assert [dtype[index].layout for index in (slice(None), slice(None, None, 1))] == ["A", "C"]
    assert dtype[:].dtype is types.int32
    assert types.List(types.int64)[0] is types.int64


class SameName(types.Dummy):
    def __init__(self, number):
        super().__init__("SameName")
        self.number = number

    @property
    def key(self):
        return self.number


@pytest.mark.parametrize("around", [types.ListType, types.TypeRef, types.DType])
def test_what_is_made_of_types_is_equal_where_they_are(around):
    assert around(SameName(1)) == around(SameName(1))
    assert around(SameName(1)) != around(SameName(2))


class Thing:
    pass


def test_the_type_of_a_dispatcher_does_not_keep_it():
    one, other = Thing(), Thing()
    kinds = [types.Dispatcher(one), types.Dispatcher(one), types.Dispatcher(other)]
    assert kinds[0] == kinds[1] != kinds[2]
    assert len(set(kinds)) == 2
    assert kinds[0].dispatcher is one
    one = other = None
    gc.collect()
    with pytest.raises(ReferenceError):
        _ = kinds[0].dispatcher
    assert kinds[0] != kinds[1]


def test_types_of_functions_and_pointers():
    signature, other = types.intp(types.intp), types.voidptr(types.intp)

    def get_pointer():
        pass

    plain = types.ExternalFunctionPointer(signature, get_pointer)
    assert plain == types.ExternalFunctionPointer(signature, get_pointer)
    assert plain != types.ExternalFunctionPointer(other, get_pointer)
    assert plain != types.ExternalFunctionPointer(signature, get_pointer, cconv="stdcall")
    assert plain != types.ExternalFunctionPointer(signature, None)
    assert types.CPointer(types.float32) == types.CPointer(types.float32)
    assert types.CPointer(types.float32, 0) != types.CPointer(types.float32, 1)


def test_enumerations_have_the_type_of_all_their_members():
    assert typeof(Whole.A) == typeof(Whole.B) == types.EnumMember(Whole, types.int64)
    assert typeof(Whole) == types.EnumClass(Whole, types.int64)
    for value in Mixed, Mixed.A:
        with pytest.raises(ValueError, match="Cannot type heterogeneous enum: got value types float64, int64"):
            typeof(value)


def test_objects_that_say_their_type_and_generators():
    class Own:
        _numba_type_ = types.UniTuple(types.boolean, 4)

    assert typeof(Own()) == types.UniTuple(types.boolean, 4)
    rng = np.random.default_rng()
    assert (typeof(rng), typeof(rng.bit_generator)) == (types.npy_rng, types.npy_bitgen)
