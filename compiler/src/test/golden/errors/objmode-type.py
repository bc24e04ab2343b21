# infer: f(int64)
from jaculus import objmode


def f(x):
    with objmode(y="decimal"):
        y = x
    return y
