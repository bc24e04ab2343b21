(), (a,), (a, b), (a), (*a, b), (yield), (yield from a)
[], [a], [a, *b,]
{}, {a: b, **c}, {a}, {*a, b}, {(a := b): c}
[a for b in c if d if e for f, g in h], {a for b in c}, {a: b for c in d}, (a async for b in c)
[a := b for c in d]
