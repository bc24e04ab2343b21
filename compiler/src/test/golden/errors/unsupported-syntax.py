# infer: f(int64)
def f(n):
    with n:
        return 1 // n
