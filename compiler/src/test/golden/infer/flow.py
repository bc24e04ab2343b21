import math

import numpy as np

N = 3
SCALE = 0.5


# infer: widens(int64)
def widens(n):
    total = 0  # revealed: total: int64
    for i in range(n):
        total = total + i * SCALE  # revealed: total: float64
    return total  # revealed: return: float64


# infer: late(int64)
def late(n):
    s = 0
    for i in range(n):
        if i > 0:
            s += previous  # revealed: s: int64
        previous = i
    return s


# infer: branches(bool, int64)
def branches(flag, n):
    if flag:
        x = 1
    else:
        x = 2.5
    while True:
        n -= 1
        if n < 0:
            break
        if n == 5:
            continue
        x = x * 2  # revealed: x: float64
    else:
        x = 7
    return x, n  # revealed: return: Tuple(float64, int64)


# infer: fact(int64)
def fact(n):
    if n <= 1:
        return 1
    return n * fact(n - 1)


# infer: even(int64)
def even(n):
    if n == 0:
        return True
    return odd(n - 1)


def odd(n):
    if n == 0:
        return False
    return even(n - 1)


# infer: expression(array(float64, 2d, C), array(float64, 1d, C))
def expression(a, b):
    c = np.sqrt(a * 2 + b) - np.exp(b)
    c[1:, 0] += 1
    d = a[1]
    e = a[:, 1]  # revealed: e: array(float64, 1d, A)
    x, y, z = d
    for row in a:
        for v in row:
            x += v ** 2 + math.sqrt(N)
    for i, (p, q) in enumerate(zip(d, range(3))):
        x += p * q * i
    return c, x
