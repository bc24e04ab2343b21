"""Members of enums: constants and arguments, compared, counted with, given back."""

import enum

import numpy as np
from numba import njit

from programs import calls


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Shape(enum.IntEnum):
    CIRCLE = 3
    SQUARE = 4


class Txt(enum.Enum):
    A = "a"
    B = "b"


@calls("1", "2")
@njit
def member_const(x):
    if x == 1:
        c = Color.RED
    else:
        c = Color.GREEN
    return c == Color.RED, c is Color.GREEN, c != Color.RED


@calls("Color.RED", "Color.GREEN")
@njit
def member_arg(c):
    if c == Color.RED:
        return 10
    return 20


@calls("Shape.CIRCLE", "Shape.SQUARE")
@njit
def int_member(c):
    return c + 1, c == Shape.CIRCLE, c > 3, c * 2.5


@calls("1")
@njit
def member_value(x):
    return Color.RED.value + x, Shape.SQUARE.value, Shape.CIRCLE + x


@calls("Color.RED")
@njit
def member_value_arg(x):
    return x.value


@calls("Color.RED")
@njit
def member_return(x):
    return x


@calls("3")
@njit
def member_in_tuple(x):
    return x in (Shape.CIRCLE, Shape.SQUARE)


@calls("np.zeros(6)")
@njit
def member_in_tupledex(a):
    a[Shape.CIRCLE] = 1
    return a[Shape.CIRCLE :].sum()


@calls("Color.RED")
@njit
def member_match(c):
    match c:
        case Color.RED:
            return 1
        case Color.GREEN:
            return 2


@calls("1")
@njit
def member_text(c):
    return Txt.A.value
