# infer: f(int64)
def f(x):
    if False:
        yield x
