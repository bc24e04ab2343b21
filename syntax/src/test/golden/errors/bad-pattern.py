match x:
    case *a: pass
# ---
match x:
    case A(b=1, 2): pass
# ---
match x:
    case {**r, 'a': 1}: pass
# ---
match x:
    case {a: 1}: pass
# ---
match x:
    case 1 + 2: pass
# ---
match x:
    case 1 as _: pass
