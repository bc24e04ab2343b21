"""Loops, what they wait for, and whether they are vectorised: LoopsTest compiles each function and compares.

Above a function are the types of its arguments. Behind a loop is what is right of it: what it waits for (and the cycles of the
chain, of one turn), and `×N` for vectors of N elements or the reason why there are none. A `# ~` marks the lines of the chain.
"""

import math

import numpy as np


# float64[::1]
def sum_of_floats(a):
    s = 0.0
    for i in range(len(a)):  # loop: chain 2, FLOAT_ORDER
        s += a[i]  # ~
    return s


# int64[::1]
def sum_of_ints(a):
    s = 0
    for i in range(len(a)):  # loop: work, ×4
        s += a[i]
    return s


# float64[::1], float64[::1]
def dot(a, b):
    s = 0.0
    for i in range(len(a)):  # loop: chain 2, FLOAT_ORDER
        s += a[i] * b[i]  # ~
    return s


# float64[::1], float64
def polynomial_by_horner(c, x):
    p = 0.0
    for i in range(len(c)):  # loop: chain 7, CARRIED
        p = p * x + c[i]  # ~
    return p


# int64[::1]
def running_sum(a):
    for i in range(1, len(a)):  # loop: work, CARRIED_MEMORY
        a[i] += a[i - 1]


# int64[::1], int64
def follow(following, n):
    j = 0
    for i in range(n):  # loop: chain 5..7, CARRIED
        j = following[j]  # ~
    return j


# float64[::1], float64
def decay(a, c):
    for i in range(1, len(a)):  # loop: chain 7, CARRIED_MEMORY
        a[i] = a[i - 1] * c + a[i]  # ~


# float64[::1], float64
def decay_over_two(a, c):
    for i in range(2, len(a)):  # loop: chain 3.5, ×2
        a[i] = a[i - 2] * c + a[i]  # ~


# float64[::1]
def largest(a):
    m = a[0]
    for i in range(len(a)):  # loop: chain 4, CARRIED
        if a[i] > m:  # ~
            m = a[i]
    return m


# float64[::1]
def quotients(a):
    x = 1.0
    for i in range(len(a)):  # loop: chain 14, CARRIED
        x = a[i] / x  # ~
    return x


# float64[::1]
def roots(a):
    x = 1.0
    for i in range(len(a)):  # loop: chain 21, CARRIED
        x = math.sqrt(x + a[i])  # ~
    return x


# int64
def linear_congruences(n):
    s = 12345
    for i in range(n):  # loop: chain 6, CARRIED
        s = s * 6364136223846793005 + 1442695040888963407  # ~
        s ^= s >> 33  # ~
    return s


# int64[::1], int64[::1], int64
def two_tables(first, second, n):
    t = 1
    for i in range(n):  # loop: chain 10..14, CARRIED
        t = second[first[t]]  # ~
    return t


# float64[::1], float64[::1], float64[::1], float64
def triad(a, b, out, c):
    for i in range(len(a)):  # loop: work, ×4
        out[i] = a[i] * b[i] + c


# float64[::1], float64[::1]
def exponentials(a, out):
    for i in range(len(a)):  # loop: call, CALL
        out[i] = math.exp(a[i])


# float64[::1], float64[::1]
def two_ends(a, out):
    j = 0
    for i in range(len(a)):  # loop: branch, CARRIED
        if a[i] > 0.5:
            out[j] = a[i]
            j += 1
        else:
            out[-1 - j] = 1.0
    return j


# uint8[::1], int64[::1]
def histogram(a, h):
    for i in range(len(a)):  # loop: maybe_stored, DATA_INDEX
        h[a[i]] += 1


# float64[::1], int64[::1]
def gather(a, where):
    s = 0.0
    for i in range(len(where)):  # loop: chain 2, FLOAT_ORDER
        s += a[where[i]]  # ~
    return s


# float64[::1], float64[::1], float64
def smoothed(a, out, share):
    e = 0.0
    for i in range(len(a)):  # loop: chain 9, CARRIED
        e = e + share * (a[i] - e)  # ~
        out[i] = e
    return e


# float64[:,::1]
def relax(a):
    for y in range(1, a.shape[0] - 1):
        for x in range(1, a.shape[1] - 1):  # loop: chain 9, CARRIED_MEMORY
            a[y, x] = (a[y - 1, x] + a[y + 1, x] + a[y, x - 1] + a[y, x + 1]) * 0.25  # ~


# float64[:,::1], float64[:,::1]
def relax_apart(a, b):
    for y in range(1, a.shape[0] - 1):
        for x in range(1, a.shape[1] - 1):  # loop: work, ×4
            b[y, x] = (a[y - 1, x] + a[y + 1, x] + a[y, x - 1] + a[y, x + 1]) * 0.25


# int64[:,::1], uint8[::1], uint8[::1]
def common_subsequence(d, s, t):
    for i in range(1, d.shape[0]):
        for j in range(1, d.shape[1]):  # loop: *, CARRIED_MEMORY
            if s[i] == t[j]:
                d[i, j] = d[i - 1, j - 1] + 1
            else:
                d[i, j] = max(d[i - 1, j], d[i, j - 1])


# uint8[::1], uint32[::1]
def checksum(data, table):
    c = np.uint32(0xFFFFFFFF)
    for i in range(len(data)):  # loop: chain 8, CARRIED
        c = table[(c ^ data[i]) & 255] ^ (c >> np.uint32(8))  # ~
    return c


# float64[:,::1], float64[:,::1], float64[:,::1]
def product_by_columns(a, b, c):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            s = 0.0
            for k in range(a.shape[1]):  # loop: chain 2, FLOAT_ORDER
                s += a[i, k] * b[k, j]  # ~
            c[i, j] = s


# float64[:,::1], float64[:,::1], float64[:,::1]
def product_by_rows(a, b, c):
    for i in range(a.shape[0]):
        for k in range(a.shape[1]):
            for j in range(b.shape[1]):  # loop: work, ×4
                c[i, j] += a[i, k] * b[k, j]


# int64
def logistic(n):
    x = 0.3
    for i in range(n):  # loop: chain 8..11, CARRIED
        x = 3.7 * x * (1.0 - x)  # ~
    return x


# int64
def fading(n):
    x = 0.5
    for i in range(n):  # loop: call, CARRIED
        x = math.exp(-x)
    return x


# float64[::1], float64[::1]
def polynomials(a, out):
    for i in range(len(a)):  # loop: work, ×4
        x = a[i]
        out[i] = (((x * 0.1 + 0.2) * x + 0.3) * x + 0.4) * x + 0.5


# float64, float64, int64
def orbit(cx, cy, n):
    x = 0.0
    y = 0.0
    for i in range(n):  # loop: chain 9..11, CARRIED
        x, y = x * x - y * y + cx, 2.0 * x * y + cy  # ~
    return x + y


# float64[::1]
def compensated_sum(a):
    s = 0.0
    c = 0.0
    for i in range(len(a)):  # loop: chain 8..12, CARRIED
        y = a[i] - c  # ~
        t = s + y  # ~
        c = (t - s) - y  # ~
        s = t
    return s


# uint64[::1]
def random_words(out):
    s = np.uint64(88172645463325252)
    for i in range(len(out)):  # loop: chain 6, CARRIED
        s ^= s << np.uint64(13)  # ~
        s ^= s >> np.uint64(7)  # ~
        s ^= s << np.uint64(17)  # ~
        out[i] = s


# int64[::1], int64[::1]
def roots_of_trees(p, q):
    t = 0
    for i in range(len(q)):
        r = q[i]
        while p[r] != r:  # loop: chain 5..7, CARRIED
            r = p[r]
        t += r
    return t


# float64[::1], float64[::1]
def searches(a, q):
    t = 0
    for i in range(len(q)):
        lo = 0
        hi = len(a)
        while lo < hi:  # loop: branch, CARRIED
            mid = (lo + hi) >> 1
            if a[mid] < q[i]:
                lo = mid + 1
            else:
                hi = mid
        t += lo
    return t


# float64[::1], float64
def first_place(a, x):
    for i in range(len(a)):  # loop: work, EARLY_EXIT
        if a[i] == x:
            return i
    return -1


# float64[::1], float64
def count_above(a, t):
    n = 0
    for i in range(len(a)):  # loop: work, ×4
        if a[i] > t:
            n += 1
    return n


# float32[::1], float32[::1]
def doubled(a, out):
    for i in range(len(a)):  # loop: work, ×8
        out[i] = a[i] * np.float32(2)


# uint8[::1], uint8[::1]
def inverted(a, out):
    for i in range(len(a)):  # loop: work, ×32
        out[i] = 255 - a[i]


# float64[::1], float64[::1]
def clipped(a, out):
    for i in range(len(a)):  # loop: work, ×4
        out[i] = min(max(a[i], 0.0), 1.0)


# float64[::1]
def scaled_in_place(a):
    for i in range(len(a)):  # loop: work, ×4
        a[i] = a[i] * 3.0


# float64[::1]
def reversed_in_place(a):
    n = len(a)
    for i in range(n // 2):  # loop: work, *
        t = a[i]
        a[i] = a[n - 1 - i]
        a[n - 1 - i] = t


# float64[:,:]
def sum_of_strided(a):
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):  # loop: chain 2, FLOAT_ORDER
            s += a[i, j]  # ~
    return s


# float64[::1], float64[::1]
def neighbours(a, out):
    for i in range(1, len(a) - 1):  # loop: work, ×4
        out[i] = a[i - 1] + a[i + 1]


# float64[::1], float64[::1]
def square_roots(a, out):
    for i in range(len(a)):  # loop: work, ×4
        out[i] = math.sqrt(a[i])


# int64[::1]
def bits(a):
    t = 0
    for i in range(len(a)):
        n = a[i]
        while n > 0:  # loop: *, CARRIED
            n &= n - 1
            t += 1
    return t


# int64, int64
def greatest_divisor(x, y):
    while y:  # loop: chain 14..24, CARRIED
        x, y = y, x % y  # ~
    return x


# float64[::1]
def all_positive(a):
    for i in range(len(a)):  # loop: work, EARLY_EXIT
        if a[i] <= 0.0:
            return False
    return True


# float64[::1], float64[::1], float64[::1]
def three_arrays(a, b, c):
    for i in range(len(a)):  # loop: work, ×4
        c[i] = a[i] + b[i]


# float64[::1], float64[::1]
def with_break(a, out):
    for i in range(len(a)):  # loop: work, EARLY_EXIT
        if a[i] < 0.0:
            break
        out[i] = a[i]


# int64[::1], int64[::1]
def scatter(where, out):
    for i in range(len(where)):  # loop: *, DATA_INDEX
        out[where[i]] = i


# int32[::1], int32[::1]
def products_of_ints(a, b):
    s = 0
    for i in range(len(a)):  # loop: work, ×4
        s += a[i] * b[i]
    return s


# float64[::1], float64[::1]
def welford(a, out):
    m = 0.0
    for i in range(len(a)):  # loop: chain 19, CARRIED
        m += (a[i] - m) / (i + 1)  # ~
    return m


# complex128, int64
def powers(z, n):
    w = z
    for i in range(n):  # loop: chain 7, CARRIED
        w = w * z  # ~
    return w


# float64[::1], float64[::1]
def fused_expression(a, b):
    return a * 2.0 + b  # loop: work, ×4


# float64[::1]
def sum_of_array(a):
    return (a * a).sum()


# float64[::1], float64
def powers_of_all(a, x):
    for i in range(len(a)):  # loop: call, CALL
        a[i] = a[i] ** x


# float64[::1]
def sines(a):
    return np.sin(a)  # loop: call, CALL


# int64[::1], int64
def remainders(a, m):
    for i in range(len(a)):  # loop: work, *
        a[i] = a[i] % m


# int64[::1]
def maximum_of_ints(a):
    m = a[0]
    for i in range(len(a)):  # loop: work, ×4
        m = max(m, a[i])
    return m


# float64[::1], float64[::1]
def shifted_copy(a, b):
    for i in range(len(a) - 1):  # loop: work, ×4
        b[i] = a[i + 1]


# float64[::1]
def shift_down(a):
    for i in range(len(a) - 1):  # loop: work, *
        a[i] = a[i + 1] * 0.5


# float64[:,::1], float64[::1]
def row_sums(a, out):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):  # loop: chain *, ×4
            out[i] += a[i, j]  # ~


# float64[:,::1], float64[::1]
def column_sums(a, out):
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):  # loop: work, ×4
            out[j] += a[i, j]


# uint8[:,::1]
def dithered(image):
    result = image.astype(np.int16)
    height, width = image.shape
    for y in range(height):
        for x in range(width):  # loop: chain 12..17, CARRIED_MEMORY
            old = result[y, x]  # ~
            new = 0 if old < 128 else 255  # ~
            result[y, x] = new
            error = old - new  # ~
            if x < width - 1:
                result[y, x + 1] += error * 7 // 16  # ~
            if y < height - 1:
                result[y + 1, x] += error * 5 // 16
    return result
