# infer: f(int64)
def f(n):
    return twice(n, n)


def twice(x):
    return 2 * x
