# infer: f(int64)
from jaculus import literally


def f(n):
    return literally(n + 1)
