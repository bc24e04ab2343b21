if a: b
elif c:
    d
else:
    e
while a:
    break
else:
    continue
for a, *b in *c, d:
    pass
else: return
for a.b[c] in d: pass
for (a) in b: pass
pass; return a, *b; raise; raise a; raise a from b; assert a; assert a, b
global a, b; nonlocal c
if a := b: pass
