# infer: f(UniTuple(int64, 2))
def f(pair):
    pair[0] = 1
