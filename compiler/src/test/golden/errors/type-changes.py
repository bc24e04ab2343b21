# infer: f(bool)
def f(flag):
    if flag:
        x = 1.0
    else:
        x = (1, 2)
    return x
