import math
import numpy as np


# infer: numbers(array(float64, 2d, C), array(int32, 1d, A))
def numbers(a, b):
    s = a.sum()  # revealed: s: float64
    t = np.sum(b)  # revealed: t: int64
    c = a.sum(axis=0)  # revealed: c: array(float64, 1d, C)
    d = np.sum(a, 1)  # revealed: d: array(float64, 1d, C)
    m = a.mean() + b.min() + a.max()  # revealed: m: float64
    k = np.argmax(a)
    v = np.array([1, 2.5, t])  # revealed: v: array(float64, 1d, C)
    w = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float32)  # revealed: w: array(float32, 2d, C, 3)
    r = a.reshape(-1, 2)  # revealed: r: array(float64, 2d, C)
    f = a.ravel()
    g = np.where(a > 0, a, 0)
    h = np.clip(b, 0, 10)  # revealed: h: array(int32, 1d, C)
    e = np.iinfo(np.int16).max + np.finfo(np.float64).eps
    x = np.arange(10)  # revealed: x: array(int64, 1d, C)
    y = np.arange(0.0, 1.0, 0.1)  # revealed: y: array(float64, 1d, C)
    z = np.linspace(0, 1, 11)
    q = np.dot(f, f) + np.dot(a, a)[0, 0]
    p = np.any(a > 1) and np.all(b < 2)
    u = round(s, 2) + math.log(s, 2)
    return 3 in b, np.array_equal(a, a), np.diff(f), u


# infer: walrus(int64)
def walrus(n):
    total = 0
    while (m := n - 1) > 0:
        total += m
        n = m
    return total


# infer: functions(float64, int64)
def functions(x, n):
    f = np.sin
    r = range(1, n, 2)
    s = f(x)
    for i in r:
        s += i
    for i in reversed(range(10)):
        s += i
    g = twice
    a, *b = (1, 2.0, 3)
    for i in range(n, 0, -1):
        for j in range(0, n, i):
            if i == j: break
            s += j
        else:
            continue
        break
    return g(s), g(y=n), b, len(r), s if n > 3 else n


def twice(y, k=2):
    return y * k


# infer: unpacking(array(uint8, 3d, C, 3))
def unpacking(image):
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            r, g, b = image[y, x, :]
            image[y, x] = b, g, r
            image[y, x] = (r + g + b) // 3
    image[0, 0], image[0, 1] = image[0, 1], image[0, 0]
    return -image


# infer: unsigned(uint64, uint8)
def unsigned(n, m):
    t = 0
    for i in range(n):
        t += i
    s = np.uint64(0)
    for i in range(5):
        s += i
    for i in range(m):
        pass
    return t, s, i, m - m, m ** 2, n // m, x_like(n)


def x_like(a):
    for i in range(3):
        if i == 2:
            z = 1.5
    return z
