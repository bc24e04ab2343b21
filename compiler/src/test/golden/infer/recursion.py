# infer: fact(int64)
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)  # revealed: return: int64


# infer: found(int64, float64)
def found(n, x):
    return n > 100 or found(n * 2, x / 2)  # revealed: return: bool


# infer: halves(int64)
def halves(n):
    total = 0
    for i in range(n):
        total += halves(i) / 2  # revealed: total: float64
    return total  # revealed: return: float64


# infer: keyword(int64)
def keyword(n):
    return only(n, scale=1.5), only(n)  # revealed: return: Tuple(float64, int64)


def only(x, *, scale=2):
    return x * scale
