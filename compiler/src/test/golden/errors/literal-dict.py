# infer: f(int64)
def f(x):
    d = {"a": x, "b": "text"}
    d["a"] = 2
    return d["b"]
