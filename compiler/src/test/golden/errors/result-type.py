# infer: f(int64) -> int64
def f(n):
    return (n, n)
