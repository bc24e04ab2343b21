@a.b(c)
@d
def f(a, b: int = 1, /, c=2, *args: *Ts, d, e: int = 3, **kw) -> int:
    """doc"""
    def g(): return
async def h(*, a): await b
def i(a, /): pass
def j[T: int = str, *Ts = *a, **P = [b]](x: T) -> T: pass
class A: pass
@x
class B[T](C, *d, metaclass=E, **f):
    x: int
type X = int
type Y[T] = list[T]
type = match = case = _ = 1
type(x); match(x); print(type, match)
