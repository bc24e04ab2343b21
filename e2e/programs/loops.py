"""Loops of every kind."""

import numpy as np
from numba import njit

from programs import calls


@calls("10", "0", "-3")
@njit
def sum_to(n):
    total = 0
    for i in range(n):
        total += i
    return total


@calls("2, 9", "9, 2", "-3, 3")
@njit
def sum_between(lo, hi):
    total = 0
    for i in range(lo, hi):
        total += i * i
    return total


@calls("0, 10, 3", "10, 0, -3", "0, 10, -1", "5, 5, 1")
@njit
def steps(lo, hi, step):
    count = 0
    last = -100
    for i in range(lo, hi, step):
        count += 1
        last = i
    return count, last


@calls("27", "1", "97")
@njit
def collatz(n):
    length = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        length += 1
    return length


@calls("48, 36", "17, 5", "0, 4", "7, 0")
@njit
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


@calls("100", "2", "1", "0")
@njit
def primes_below(n):
    count = 0
    for candidate in range(2, n):
        for divisor in range(2, int(candidate**0.5) + 1):
            if candidate % divisor == 0:
                break
        else:
            count += 1
    return count


@calls("5", "1")
@njit
def triangle(n):
    out = np.zeros((n, n), np.int64)
    for i in range(n):
        for j in range(i + 1):
            if j == 0 or j == i:
                out[i, j] = 1
            else:
                out[i, j] = out[i - 1, j - 1] + out[i - 1, j]
    return out


@calls("20", "3")
@njit
def skip_some(n):
    total = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        if i > 15:
            break
        total += i
    return total


@calls("3", "0")
@njit
def while_else(n):
    seen = 0
    while n > 0:
        n -= 1
        seen += n
    else:
        seen += 100
    return seen


@calls("4", "10")
@njit
def while_true(limit):
    i = 0
    while True:
        i += 1
        if i * i > limit:
            return i


@calls("0", "5")
@njit
def variable_after_loop(n):
    for i in range(n):
        pass
    return i


@calls("np.arange(5)", "np.array([1.5, -2.0])", "np.zeros(0)")
@njit
def for_each(a):
    total = 0.0
    for x in a:
        total += x
    return total


@calls("np.array([3, 1, 2])")
@njit
def enumerated(a):
    total = 0
    for i, x in enumerate(a):
        total += i * x
    return total


@calls("np.array([3, 1, 2])")
@njit
def enumerated_from(a):
    total = 0
    for i, x in enumerate(a, 10):
        total += i * x
    return total


@calls("np.arange(4), np.arange(4) * 0.5", "np.arange(6), np.ones(2)")
@njit
def zipped(a, b):
    total = 0.0
    for x, y in zip(a, b):
        total += x * y
    return total


@calls("np.arange(4), np.arange(3), np.arange(5)")
@njit
def zipped_three(a, b, c):
    total = 0
    for x, y, z in zip(a, b, c):
        total += x * y + z
    return total


@calls("6")
@njit
def reversed_range(n):
    total = 0
    for i in reversed(range(n)):
        total = total * 10 + i
    return total


@calls("(1, 2, 3)", "(1.5, 2.5)")
@njit
def over_tuple(t):
    total = 0
    for x in t:
        total += x
    return total


@calls("8", "1")
@njit
def nested_break(n):
    hits = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                break
            if (i + j) % 2:
                continue
            hits += 1
        if hits > 12:
            break
    return hits, i


@calls("10")
@njit
def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


@calls("2.0", "1e-3", "1e6")
@njit
def newton_root(x):
    guess = x
    while abs(guess * guess - x) > 1e-9 * x:
        guess = (guess + x / guess) / 2
    return guess


@calls("np.int32(5)", "np.uint8(200)", "np.uint64(4)")
@njit
def range_of_width(n):
    total = 0
    for i in range(n):
        total += i
    return total


@calls("3", "0")
@njit
def loop_changes_type(n):
    x = 1
    for i in range(n):
        x = x * 0.5
    return x


@calls("7")
@njit
def range_attributes(n):
    r = range(1, n, 2)
    return r.start, r.stop, r.step, len(r)


@calls("5", "3")
@njit
def index_range(i):
    r = range(10, 100, 7)
    return r[i], i in r, 24 in r


@calls("2", "9")
@njit
def assigned_before_the_only_break(i):
    while True:
        i += 1
        q = i * 3
        if i > 7:
            break
    return q


@calls("5")
@njit
def assigned_where_the_other_branch_continues(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        else:
            q = i * 3
        total += q
    return total


@calls("[1], 2", "[5], 0")
@njit
def while_with_a_test_that_needs_statements_and_an_else(items, n):
    while n > 0 and (items + [5])[-1] == 5:
        n -= 1
        if n == -1:
            break
    else:
        n = 3
    while (m := n - 1) > 0:
        n -= 1
        if n == 2:
            continue
    else:
        n += 10
    return n, m
