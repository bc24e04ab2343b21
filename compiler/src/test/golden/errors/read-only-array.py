# infer: f(readonly array(float64, 1d, C))
def f(a):
    a[0] = 1.0
