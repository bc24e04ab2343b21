# infer: f(int64)
def f(n):
    return f(n - 1) + 1
