# infer: f(float64, int64)
from jaculus import literally


def power(x, n):
    return x ** literally(n)


def f(x, n):
    return power(x, n + 1)
