a = b = c, *d = e
[a, (b, *c)], d.e, f[g] = h
(a) = yield b
a += 1; b -= 1; c *= 2; d @= e; f //= g; h **= i; j >>= yield
a: int
a.b: int = 1
(a): int = 2
a[b]: int = c, d
del a, (b, c), [d], e.f, g[h]
x = *a, b
