"""Mutable structures of fields: made in Python and in kernels, changed in place, with methods of overloads."""

import numpy as np
import pytest

from jaculus.numba import errors, njit, typed, types
from jaculus.numba.experimental import structref
from jaculus.numba.extending import overload_attribute, overload_method


@structref.register
class BodyType(types.StructRef):
    def preprocess_fields(self, fields):
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class Body(structref.StructRefProxy):
    def __new__(cls, place, mass):
        return structref.StructRefProxy.__new__(cls, place, mass)

    @property
    def place(self):
        return place_of(self)

    @property
    def mass(self):
        return mass_of(self)

    @mass.setter
    def mass(self, value):
        set_mass(self, value)


structref.define_proxy(Body, BodyType, ["place", "mass"])


@njit
def place_of(self):
    return self.place


@njit
def mass_of(self):
    return self.mass


@njit
def set_mass(self, value):
    self.mass = value


@overload_method(BodyType, "weight")
def _weight(self, gravity=9.81):
    return lambda self, gravity=9.81: self.mass * gravity


@overload_attribute(BodyType, "half")
def _half(self):
    return lambda self: self.mass / 2


@structref.register
class NodeType(types.StructRef):
    def preprocess_fields(self, fields):
        return (("value", types.int64), ("next", types.Optional(self)))


class Node(structref.StructRefProxy):
    pass


structref.define_proxy(Node, NodeType, ["value", "next"])


def test_made_in_python_and_in_kernels():
    @njit
    def move(body, by):
        body.place += by
        body.mass += 1
        other = Body(body.place * 2, mass=body.mass)
        return body, other, other.weight(2.0), body.weight(), body.half

    body = Body(np.arange(3.0), 5)
    same, other, weight, own, half = move(body, 1.0)
    assert same is body
    assert isinstance(other, Body)
    assert (list(body.place), body.mass) == ([1.0, 2.0, 3.0], 6)
    assert (list(other.place), other.mass, weight, own, half) == ([2.0, 4.0, 6.0], 6, 12.0, 6 * 9.81, 3.0)
    body.mass = 7
    assert mass_of(body) == 7


def test_each_types_of_fields_make_a_type():
    one, other = Body(1, 2.5), Body(3j, (4, 5))
    assert type(one) is not type(other)
    assert type(Body(7, 1.5)) is type(one)
    assert (one.place, one.mass, other.place, other.mass) == (1, 2.5, 3j, (4, 5))
    with pytest.raises(errors.TypingError, match="field `mass`"):
        one.mass = "heavy"


def test_one_that_refers_to_its_own_type():
    @njit
    def chain(n):
        last = Node(0, None)
        for i in range(1, n):
            made = Node(i, None)
            made.next = last
            last = made
        return last

    @njit
    def total(node):
        found = 0
        while node is not None:
            found += node.value
            node = node.next
        return found

    assert total(chain(5)) == 10


def test_in_containers_and_new():
    kind = BodyType([("place", types.int64), ("mass", types.float64)])

    @njit
    def fresh(mass):
        made = structref.new(kind)
        made.mass = mass
        return made

    made = fresh(2.5)
    assert (made.place, made.mass) == (0, 2.5)
    held = typed.Dict()
    held["a"] = made
    held["a"].mass += 1
    assert made.mass == 3.5


def test_wrong_use():
    with pytest.raises(ValueError, match="cannot register"):
        structref.register(types.StructRef)
    with pytest.raises(ValueError, match="expecting a str for field name"):
        types.StructRef([(1, types.int64)])
    with pytest.raises(ValueError, match="expecting a Numba Type"):
        types.StructRef([("a", 3)])
    with pytest.raises(TypeError, match="takes 2 values, for value, next: not 1"):
        Node(1)
    with pytest.raises(errors.TypingError, match="no attribute `speed`"):
        njit(lambda body: body.speed)(Body(1, 2))
    with pytest.raises(errors.TypingError, match="no attribute `sing`"):
        njit(lambda body: body.sing())(Body(1, 2))
