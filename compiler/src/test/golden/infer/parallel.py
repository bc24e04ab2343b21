# infer: sums(array(float64, 2d, C))
from jaculus import njit, prange


@njit(parallel=True)
def sums(a):
    s = 0
    rows = a[0] * 0.0
    for i in prange(a.shape[0]):  # revealed: s: float64
        t = a[i, 0] * 2
        s += t
        rows += a[i]
    return s, rows
