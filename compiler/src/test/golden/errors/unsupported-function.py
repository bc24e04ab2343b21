# infer: f(array(float64, 1d, C))
import numpy as np


def f(a):
    return np.busday_count(a, a)
