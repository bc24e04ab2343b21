# infer: f(int64)
from jaculus import objmode


def f(x):
    with objmode(y="int64"):
        y = x
        z = x
    return y + z
