f(a=1, b)
# ---
f(**a, *b)
# ---
f(x for x in y, 1)
# ---
f(a, x for x in y)
# ---
f(a.b=1)
# ---
f(1=2)
# ---
f(a=)
# ---
f(True=1)
