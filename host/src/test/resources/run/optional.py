# run: maybe(0) == None
# run: maybe(1) == 5
def maybe(c):
    x = None
    if c:
        x = 5
    return x


# run: next_of(0) raises TypeError: expected int64, got None
# run: next_of(1) == 6
def next_of(c):
    return maybe(c) + 1


# run: largest(float64[1, 3, 2]) == 3.0
# run: largest(float64[]) == None
def largest(a):
    best = None
    for x in a:
        if best is None or x > best:
            best = x
    return best


# run: or_else(None, 2) == 2
# run: or_else(1, 2) == 1
def or_else(x, y):
    return y if x is None else x


# run: parts(3, 4.0) == (11.0, 24.0, 5.0, True)
def parts(x, y):
    z = complex(x, y) * (2 + 1j) / 1j
    z = z * 1j + complex(9, 13)
    return z.real, z.imag, abs(complex(x, y)), z == complex(11, 24)


def noted(a):
    a[0] += 1


# run: conditions_are_computed(float64[0, 0]) == 4.0
def conditions_are_computed(a):
    if noted(a) or not (noted(a), 1):
        return -1.0
    while noted(a) or a[1] < 1:
        a[1] += 1
    return a[0]


def refused():
    raise ValueError("refused")


# run: condition_raises() raises ValueError: refused
def condition_raises():
    return 1 if refused() else 2
