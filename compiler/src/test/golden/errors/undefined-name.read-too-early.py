# infer: f(int64)
def f(n):
    total += n
    return total
