"""What a handler can ask of its exception, and what a raise can give it."""

import numpy as np
from numba import njit

from programs import calls


class Plain(Exception):
    pass


class Checked(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.a = a
        self.b = b


class Renamed(ValueError):
    def __init__(self, a, b=3):
        self.a = a
        self.b = b


INSTANCE = ValueError("global", 3)


@calls("1", "-1")
@njit
def args_attr(x):
    try:
        if x < 0:
            raise ValueError("neg", x)
    except ValueError as e:
        return e.args[1]
    return 0


@calls("1", "-1")
@njit
def args_tuple(x):
    try:
        raise ValueError(x, 2.5)
    except ValueError as e:
        return e.args


@calls("1", "-1")
@njit
def str_e(x):
    try:
        raise ValueError("bad thing")
    except ValueError as e:
        return str(e)


@calls("1", "-1")
@njit
def fstr_e(x):
    try:
        raise ValueError("n", x)
    except ValueError as e:
        return f"got {e}"


@calls("1", "-1")
@njit
def print_e(x):
    try:
        raise ValueError("n", x)
    except ValueError as e:
        print(e)
        print("x", e, x)
    return 0


@calls("1", "-1")
@njit
def repr_e(x):
    try:
        raise ValueError("n", x)
    except ValueError as e:
        return repr(e)


@calls("1", "-1")
@njit
def raise_from_none(x):
    try:
        if x < 0:
            raise ValueError("neg", x)
    except ValueError as e:  # noqa: F841
        raise TypeError("no") from None
    return 0


@calls("1", "-1")
@njit
def raise_from(x):
    try:
        if x < 0:
            raise ValueError("neg", x)
    except ValueError as e:
        raise TypeError("no", x) from e
    return 0


@calls("1")
@njit
def reraise_args(x):
    try:
        raise ValueError("neg", x)
    except ValueError as e:  # noqa: F841
        raise


@calls("1")
@njit
def reraise_e(x):
    try:
        raise ValueError("neg", x)
    except ValueError as e:
        raise e


@calls("1")
@njit
def own_init(x):
    raise Checked(x, 2.5)


@calls("1")
@njit
def own_init_kw(x):
    raise Renamed(x, b=4)


@calls("1")
@njit
def global_instance(x):
    raise INSTANCE


@calls("1")
@njit
def local_instance(x):
    e = ValueError("a", x)
    raise e


@calls("1", "20")
@njit
def assert_fstring(x):
    assert x < 10, f"x is {x}"
    return x


@calls("1", "20")
@njit
def assert_tuple(x):
    assert x < 10, (x, "big")
    return x


@calls("3")
@njit
def nested_raise(n):
    out = 0
    for i in range(n):
        try:
            try:
                if i == 1:
                    raise ValueError("v", i)
                if i == 2:
                    raise KeyError("k")
            except KeyError:
                out += 10
                raise IndexError("from key")
            finally:
                out += 1
        except (ValueError, IndexError) as e:  # noqa: F841
            out += 100
    return out


@calls("3")
@njit
def raise_list_inside(n):
    out = []
    for i in range(n):
        t = [np.zeros(i + 1)]
        try:
            t.append(np.ones(i))
            if i % 2:
                raise ValueError("s" + str(i))
            out.append(t[0])
        except ValueError:
            out.append(t[1])
    return len(out), out[1].size


@calls("(1, 2)")
@njit
def raise_tuple(s):
    raise ValueError(s)


@calls("np.arange(3)")
@njit
def raise_array(s):
    raise ValueError("a", s)


@calls("1")
@njit
def raise_tuple2(s):
    raise ValueError((s, "x"), None, True)


@calls("1")
@njit
def raise_complex(s):
    raise ValueError(s + 2j)


@calls("(1, 2)")
@njit
def raise_starred(s):
    raise ValueError(*s)


@calls("5")
@njit
def exc_outer_var(s):
    try:
        raise ValueError("a", s)
    except ValueError as e:
        a = e.args
    return a


@calls("5")
@njit
def isinst(s):
    try:
        raise KeyError("a")
    except Exception as e:
        if isinstance(e, KeyError):
            return 1
        return 2


@njit
def thrower(k):
    if k == 0:
        raise ValueError("zero", k)
    if k == 1:
        raise Plain("one")
    if k == 2:
        raise Checked(k, 2)
    return k


@calls("0", "1", "2", "3")
@njit
def callee_args(k):
    try:
        return str(thrower(k))
    except Exception as e:
        return str(e)


@calls("0", "1", "2", "3")
@njit
def callee_args2(k):
    try:
        thrower(k)
    except (ValueError, Plain) as e:
        return repr(e)
    return "none"


@calls("0", "1", "2", "3")
@njit
def try_in_try(k):
    n = 0
    try:
        try:
            thrower(k)
        except ValueError:
            thrower(1)
        finally:
            n += 1
    except Plain:
        n += 10
    except Checked:
        n += 20
    else:
        n += 40
    return n


@calls("3")
@njit
def with_tb(k):
    try:
        raise ValueError(k)
    except Exception as e:
        raise RuntimeError(str(e) + "!")
