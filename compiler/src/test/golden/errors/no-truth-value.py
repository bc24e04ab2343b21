# infer: f(array(float64, 1d, C))
def f(a):
    if a > 0:
        return 1
    return 0
