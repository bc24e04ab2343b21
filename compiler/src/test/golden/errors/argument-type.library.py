# infer: f(array(float64, 3d, C))
import numpy as np


def f(a):
    return np.diff(np.dot(a, a))
