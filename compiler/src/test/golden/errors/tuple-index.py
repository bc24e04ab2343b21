# infer: f(array(float64, 2d, C))
def f(a):
    return a.shape[2]
