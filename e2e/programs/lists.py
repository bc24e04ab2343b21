"""Lists: made, taken, changed for the caller, given back."""

import numpy as np
from numba import njit

from programs import calls


@calls("[3, 1, 2]", "[1.5, -2.0]", "[True, False]")
@njit
def length_and_items(a):
    return len(a), a[0], a[-1]


@calls("[3, 1, 2]", "[0.5]")
@njit
def total(a):
    s = 0
    for x in a:
        s += x
    return s


@calls("[5, 2, 4, 6, 1, 3]", "[1.5, -0.5, 0.0]", "[1]")
@njit
def insertion_sort(arr):
    for i in range(len(arr)):
        cursor = arr[i]
        pos = i
        while pos > 0 and arr[pos - 1] > cursor:
            arr[pos] = arr[pos - 1]
            pos = pos - 1
        arr[pos] = cursor
    return arr


@calls("[1, 2, 3]")
@njit
def changed_for_the_caller(a):
    a[0] = 10
    a.append(4)


@calls("5", "0")
@njit
def appended(n):
    out = []
    for i in range(n):
        out.append(i * i)
    return out


@calls("4")
@njit
def literal(n):
    return [n, n + 1, 7]


@calls("[1, 2, 3]")
@njit
def popped(a):
    last = a.pop()
    first = a.pop(0)
    return last, first, len(a)


@calls("[1]")
@njit
def pop_of_a_local(a):
    b = [1]
    b.pop()
    return b.pop()


@calls("[1, 2, 3]")
@njit
def inserted(a):
    a.insert(0, 9)
    a.insert(2, 8)
    a.insert(100, 7)
    return a


@calls("[1, 2, 3, 2]", "[3, 3]")
@njit
def removed(a):
    a.remove(3)
    return a


@calls("[1, 2], [3]", "[1.5], [2.5, 3.5]")
@njit
def joined(a, b):
    return a + b


@calls("[1, 2], [3]")
@njit
def extended(a, b):
    a.extend(b)
    a += b
    return len(a)


@calls("3")
@njit
def repeated(n):
    return [0] * n, [1, 2] * 2


@calls("[3, 1, 2]", "[2.5, -1.0, 0.5]")
@njit
def sorted_in_place(a):
    a.sort()
    return a


@calls("[3, 1, 2]", "[2.5, -1.0, 0.5]")
@njit
def sorted_copy(a):
    return sorted(a)


@calls("[3, 1, 2]")
@njit
def sorted_backwards(a):
    a.sort(reverse=True)
    return a, sorted(a, reverse=False)


@calls("[3, 1, 2]")
@njit
def reversed_in_place(a):
    a.reverse()
    return a


@calls("[1, 2, 3, 2]")
@njit
def searched(a):
    return a.index(2), a.count(2), 3 in a, 9 in a


@calls("[1, 2, 3]", "[4]")
@njit
def index_of_missing(a):
    return a.index(4)


@calls("[1, 2, 3, 4, 5]")
@njit
def sliced(a):
    return a[1:3], a[:2], a[-2:], a[::2], a[::-1]


@calls("[1, 2, 3, 4, 5]")
@njit
def slice_assigned(a):
    a[1:3] = [9, 9]
    return a


@calls("[1, 2, 3, 4]")
@njit
def deleted(a):
    del a[1]
    return a


@calls("[1, 2]")
@njit
def cleared(a):
    b = a.copy()
    a.clear()
    return len(a), b


@calls("[1, 2, 3], 3", "[1, 2, 3], -4", "[1, 2, 3], 2")
@njit
def out_of_range(a, i):
    return a[i]


@calls("[1, 2], [1, 3]", "[1], [1]", "[2], [1, 5]")
@njit
def compared(a, b):
    return a == b, a != b, a < b, a >= b


@calls("[3, 1, 2]", "[2.5, 0.5]")
@njit
def reduced(a):
    return sum(a), min(a), max(a)


@calls("4")
@njit
def of_tuples(n):
    out = []
    for i in range(n):
        out.append((i, i * 0.5))
    return out


@calls("3")
@njit
def of_lists(n):
    out = []
    for i in range(n):
        row = [0]
        for j in range(i):
            row.append(j)
        out.append(row)
    total = 0
    for row in out:
        total += len(row) * sum(row)
    return total


@calls("[(1, 2.0), (3, 4.0)]")
@njit
def tuples_taken(pairs):
    s = 0.0
    for a, b in pairs:
        s += a * b
    return s


@calls("[np.arange(3), np.ones(2, np.int64)]")
@njit
def arrays_taken(arrays):
    s = 0
    for a in arrays:
        s += a.sum()
    return s


@calls("[3, 1, 2]")
@njit
def to_array(a):
    return np.array(a)


@calls("np.arange(4)", "np.array([0.5])")
@njit
def from_array(a):
    return list(a)


@calls("5")
@njit
def from_range(n):
    return list(range(n))


@calls("[1, 2, 3], [4.0, 5.0, 6.0]")
@njit
def zipped(a, b):
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s


@calls("[5, 6]")
@njit
def enumerated(a):
    s = 0
    for i, x in enumerate(a):
        s += i * x
    return s


@calls("[1, 2]")
@njit
def truth_of_local(a):
    b = [1]
    b.pop()
    if b:
        return 1
    return 2


@calls("20")
@njit
def sieve(n):
    flags = [True] * n
    primes = []
    for i in range(2, n):
        if flags[i]:
            primes.append(i)
            for j in range(i * i, n, i):
                flags[j] = False
    return primes


@calls("6")
@njit
def stack(n):
    pending = [n]
    seen = 0
    while len(pending) > 0:
        x = pending.pop()
        seen += x
        if x > 1:
            pending.append(x - 1)
            pending.append(x - 2)
    return seen


@calls("[1, 2, 3]")
@njit
def same_list_back(a):
    return a


@calls("[[1, 2], [3]]")
@njit
def nested_taken(a):
    s = 0
    for row in a:
        for x in row:
            s += x
    return s


@calls("[4, 5, 6]")
@njit
def unpacked(a):
    x, y, z = a[0], a[1], a[2]
    return z, y, x


@calls("[2, 7, 11, 15], 9", "[1, 2], 9")
@njit
def two_sum(a, target):
    for i in range(len(a)):
        for j in range(i + 1, len(a)):
            if a[i] + a[j] == target:
                return i, j
    return -1, -1


@calls("['b', 'a']")
@njit
def strings_taken(words):
    out = ""
    for word in words:
        out += word
    return out


@calls("2**53 + 1", "1")
@njit
def operands_of_a_sum_stay_what_they_are(n):
    a = [n, 2]
    c = a + [2.5]
    c.append(3)
    return a[0], a[0] % 2 == 1, c, [1] + [True]
