# infer: f(int64)
TABLE = {}


def f(n):
    return TABLE[n]
