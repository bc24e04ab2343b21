from jaculus import literal_unroll


# run: total((1, 2.5, True)) == 4.5
# run: total((1, 2, 3)) == 6.0
def total(t):
    s = 0.0
    for x in literal_unroll(t):
        s += x
    return s


# run: stopped((1, 2.5, 3), 0) == 1
# run: stopped((1, 2.5, 3), 2) == 2
# run: stopped((1, 2.5, 3), 9) == 103
def stopped(t, most):
    n = 0
    for x in literal_unroll(t):
        n += 1
        if x > most:
            break
    else:
        n += 100
    return n


# run: returned((1, 2.5), 1.5) == 5.0
# run: returned((1, 2.5), 3) == 0.0
def returned(t, most):
    for x in literal_unroll(t):
        if x > most:
            return x * 2
    return 0.0


# run: loops((1, 2.5)) == 21.0
def loops(t):
    r = 0.0
    for x in literal_unroll(t):
        y = x
        for i in range(3):
            y = y + x * i
        kept = [x]
        kept.append(x)
        r += y + kept[1]
        r += sum([x * k for k in range(2)])
    return r
