# infer: f(array(float64, 1d, C))
import numpy as np


def f(a):
    return np.partition(a, 1.5)
