# infer: f(int64)
def f(n):
    return power(n)


def power(base, exponent):
    return base**exponent
