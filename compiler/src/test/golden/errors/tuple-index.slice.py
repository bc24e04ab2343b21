# infer: f(UniTuple(int64, 3), int64)
def f(t, k):
    return t[1:k]
