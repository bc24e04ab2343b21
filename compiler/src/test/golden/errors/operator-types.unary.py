# infer: f(UniTuple(int64, 2))
def f(pair):
    return -pair
