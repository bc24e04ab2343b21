def f():
x = 1
# ---
for i in x:
# ---
match x:
y = 1
# ---
if x:
    pass
else:
y = 1
