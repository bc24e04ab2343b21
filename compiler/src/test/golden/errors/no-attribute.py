# infer: f(array(float64, 1d, C))
def f(a):
    return a.length
