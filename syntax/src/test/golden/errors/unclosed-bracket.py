x = f(1,
      g(2)

y = 3
# ---
def f(a,
    return a
# ---
x = [1, 2
# ---
x = f"{(a}"
