# infer: f(int64)
def f(n):
    print(n)
