# infer: f(int64)
def f(n):
    if n > 0 and (m := n - 1) > 0:
        return m
    return 0
