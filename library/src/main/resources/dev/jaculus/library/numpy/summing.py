"""Sums in pairs, in NumPy's order: the error grows with the logarithm of the length, and eight chains of additions run at the same time."""

_LANES = 8
_BLOCK = 128  # shorter stretches are added by lanes


def add_in_pairs(a, term, zero):
    """The sum of `term(item)` for each item of a vector; each half by itself as long as it is long."""
    n = len(a)
    if n < _LANES:
        total = zero
        for item in a:
            total += term(item)
        return total
    if n <= _BLOCK:
        return _add_by_lanes(a, term)
    half = n // 2
    half -= half % _LANES
    return add_in_pairs(a[:half], term, zero) + add_in_pairs(a[half:], term, zero)


def _add_by_lanes(a, term):
    n = len(a)
    whole = n - n % _LANES
    r0, r1, r2, r3 = term(a[0]), term(a[1]), term(a[2]), term(a[3])
    r4, r5, r6, r7 = term(a[4]), term(a[5]), term(a[6]), term(a[7])
    for i in range(_LANES, whole, _LANES):
        r0 += term(a[i])
        r1 += term(a[i + 1])
        r2 += term(a[i + 2])
        r3 += term(a[i + 3])
        r4 += term(a[i + 4])
        r5 += term(a[i + 5])
        r6 += term(a[i + 6])
        r7 += term(a[i + 7])
    total = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
    for i in range(whole, n):
        total += term(a[i])
    return total
