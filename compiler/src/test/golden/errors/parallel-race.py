# infer: smooth(array(float64, 1d, C))
from jaculus import njit, prange


@njit(parallel=True)
def smooth(a):
    for i in prange(1, len(a)):
        a[i] = 0.5 * a[i] + 0.5 * a[i - 1]
