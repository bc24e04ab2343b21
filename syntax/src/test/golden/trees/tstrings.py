t'a{x}b'
t"{ x + 1 = !r:>{w}}" t'{y}'
rt'\{x}'
