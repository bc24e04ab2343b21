# infer: f(int64)
def f(count):
    total = 0
    for i in range(cuont):
        total += i
    return total
