# infer: count(array(int64, 1d, C))
from jaculus import njit, prange


@njit(parallel=True)
def count(a):
    for i in prange(len(a)):
        a[0] += i
