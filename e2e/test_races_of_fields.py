"""Races for fields of records, and for the arrays of objects, in loops over prange."""

import numpy as np
import pytest
from test_races import parallel, quiet

from jaculus import prange
from jaculus.errors import UnsupportedError
from jaculus.numba import float64
from jaculus.numba.experimental import jitclass

RECORDS = np.dtype([("x", "f8"), ("y", "f8"), ("v", "f8", 3)])


def one_record(a):
    for i in prange(len(a)):
        a[0].x += i


def one_element_of_a_field(a):
    for i in prange(len(a)):
        a.y[0] = i


def a_named_record(a):
    for i in prange(len(a)):
        first = a[0]
        first.x = i


def the_record_before(a):
    for i in prange(1, len(a)):
        a[i].x = a[i - 1].x + 1


@pytest.mark.parametrize("function", [one_record, one_element_of_a_field, a_named_record, the_record_before])
def test_a_race_for_a_field_of_records_is_an_error(function):
    with pytest.raises(UnsupportedError, match=r"`a\.[xy]`"):
        parallel(function)(np.zeros(8, RECORDS))


def own_records(a):
    for i in prange(len(a)):
        mine = a[i]
        mine.x = i
        a[i].y += a[i].x + a.x[i]
        a.v[i, 1] = a[i].y
        a[i].v[2] = 1


def another_field(a):
    for i in prange(1, len(a)):
        a[i].x = a[i - 1].y


@pytest.mark.parametrize("function", [own_records, another_field])
def test_fields_of_an_iterations_own_record_get_no_warning(function):
    mine, theirs = np.ones(8, RECORDS), np.ones(8, RECORDS)
    quiet(parallel(function), mine)
    function(theirs.view(np.recarray))
    np.testing.assert_array_equal(mine, theirs)


class Holder:
    def __init__(self, data):
        self.data = data


Holder = jitclass([("data", float64[:])])(Holder)


def array_of_an_object(holder):
    for i in prange(10):
        holder.data[0] += i


def elements_of_an_objects_array(holder):
    for i in prange(10):
        holder.data[i] += i


def test_the_array_of_an_object_is_an_array():
    with pytest.raises(UnsupportedError, match=r"`holder\.data`"):
        parallel(array_of_an_object)(Holder(np.zeros(10)))
    holder = Holder(np.zeros(10))
    quiet(parallel(elements_of_an_objects_array), holder)
    assert list(holder.data) == list(range(10))
