# infer: f(int64)
def f(n):
    items = []
    return len(items) + n
