f() = 1
# ---
1 = x
# ---
None = 1
# ---
a + b = 1
# ---
(a, 1) = x
# ---
for f() in x: pass
# ---
x, y += 1
# ---
(x, y): int
# ---
del f()
# ---
del *a
# ---
(x.y := 1)
# ---
with a as 1: pass
# ---
"s" = 1
# ---
[x for 1 in y]
# ---
x == y = 1
# ---
a = yield = 1
