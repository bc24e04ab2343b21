# infer: last(int64)
from jaculus import njit, prange


@njit(parallel=True)
def last(n):
    x = 1.0
    for i in prange(n):
        x = x * 0.5 + i
    return x
