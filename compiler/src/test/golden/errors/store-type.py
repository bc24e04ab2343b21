# infer: f(array(int64, 1d, C))
def f(a):
    a += 0.5
