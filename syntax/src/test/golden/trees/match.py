match a:
    case 1 | -1.5 | 2 + 3j | 'a' 'b' | None | True: pass
    case b: pass
    case _ if c: pass
    case d.e.f: pass
    case (g): pass
    case (): pass
    case (h,) | [i, *_] | [*j]: pass
    case k, *l: pass
    case {}: pass
    case {'a': m, n.o: _, -1: p, **q}: pass
    case A(): pass
    case B.C(r, (s), t=u, v=1,): pass
    case [x, y] as z: pass
match a, *b:
    case *c, d if e: pass
match (a): 
    case f'{x}': pass
match[a] = b
match.x; match, case
match * a
match -a
