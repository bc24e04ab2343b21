# infer: f(list(int64)<iv=None>)
def f(items):
    items.append(0.5)
