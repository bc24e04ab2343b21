a or b and not c
a < b <= c == d != e > f >= g is h is not i in j not in k
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a ** -b ** ~+c
(a + b) * c
await a ** b
a if b else c if d else e
(a := b)
