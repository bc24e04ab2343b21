# infer: f(int64)
def f(n):
    g = lambda x: x + 1
    return g(n)
