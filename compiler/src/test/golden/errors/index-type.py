# infer: f(array(float64, 1d, C), float64)
def f(a, x):
    return a[x]
