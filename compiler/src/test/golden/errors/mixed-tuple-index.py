# infer: f(Tuple(int64, float64), int64)
def f(pair, i):
    return pair[i]
