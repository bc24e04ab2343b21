if x = 1:
    pass
# ---
x = foo(a b)
# ---
print "hello"
# ---
for i range(10):
    pass
# ---
def f(x)
    return x
# ---
if x
    pass
# ---
else:
    pass
# ---
x = 1 +
# ---
x = 5 if y
# ---
x = (1, 2
y = 3
# ---
try:
    pass
x = 1
# ---
async x = 1
# ---
@njit
x = 1
# ---
class = 3
# ---
return = 1
# ---
import
# ---
from x import (a, b
# ---
x = [1, 2, 3
# ---
a = b c
# ---
x = 1 \ 
# ---
x++
# ---
x = y++
# ---
if x == 1 && y:
    pass
# ---
x = !y
# ---
while True print(x)
# ---
def f(1): pass
# ---
def f:
    pass
# ---
x = {1: 2, 3}
# ---
x = *a
y = (*a)
# ---
lambda x, : y z
# ---
try:
    pass
except A:
    pass
except* B:
    pass
# ---
match x:
    pass
# ---
with open(x) as f
    pass
# ---
a[1:2:3:4]
# ---
a.1
# ---
x = a if b else
# ---
f(**)
# ---
from . import *, a
# ---
elif x:
    pass
# ---
try: a
except B, C as d: e
# ---
from a import b,
