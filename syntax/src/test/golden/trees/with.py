with a: pass
with a as b, c as (d, e): pass
with (a, b): pass
with (a as b, c as d.e,): pass
with (a): pass
with (a).b as c: pass
with (a, b) as c: pass
with (yield a): pass
with (a, *b): pass
with (a := b) as c, d: pass
async def f():
    async with a as b: pass
    async for a in b: pass
    else: pass
