a.b(c, *d, e=f, **g)[h]
f(x for x in y)
a[1:2, ::3, ..., b:=c], a[:], a[*b], a[b,]
f(a, b := c, *d, e=1, *f, **g, h=2,)
lambda: 0
lambda a, /, b=1, *c, d, e=2, **f: (a, b)
lambda *, a: a
