"""Lists that kernels make; the IR's interpreter counts their references too."""

import numpy as np


# run: appended(5) == 35
# run: appended(0) == 0
def appended(n):
    items = []
    for i in range(n):
        items.append(i * 2)
    total = 0
    for place, item in enumerate(items):
        total += item + place
    return total + len(items)


# run: cut(3) == 9
def cut(n):
    items = [1, 2, 3, 4, 5]
    items[1:4] = [n]
    items.insert(0, 7)
    del items[-1]
    items.reverse()
    return items.index(7) + items[0] + items.pop()  - items[1] - 4 + len(items)


# run: nested(4) == 24
def nested(n):
    rows = [[i] * i for i in range(n)]
    rows.append(rows[1] + [4])
    rows[0] = rows[-1]
    rows.sort(reverse=True)
    total = 0
    for row in rows:
        total += sum(row)
    return total


# run: of_arrays(3) == 5.5
def of_arrays(n):
    rows = [np.full(2, i * 0.5) for i in range(n)]
    first = rows.pop(0)
    rows.append(first)
    first[0] = 4.0
    rows[0], rows[1] = rows[1], rows[0]
    return rows[2][0] + rows[1][1] + rows[0][1]


# run: of_tuples(2) == (3, 0.5)
def of_tuples(n):
    pairs = [(i, i * 0.5) for i in range(4)]
    kept = [pair for pair in pairs if pair[0] != n]
    return kept[-1][0], kept[1][1]


# run: outside(3) raises IndexError: getitem out of range
# run: outside(-1) == 9
def outside(n):
    rows = [[7], [8], [9]]
    return rows[n][0]


# run: early(2) == 2
# run: early(9) == -1
def early(n):
    for row in [[1, 2], [3]]:
        for item in row:
            if item == n:
                return len(row)
    return -1
