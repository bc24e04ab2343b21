"""Functions with loops among Python's objects, for test_loop_lifting.py: `# call: arguments` above each."""

import collections

import numpy as np

LIMIT = 5


# call: {"a": 1}, 10
# call: {}, 0
def fills_a_dict(d, n):
    total = 0
    for i in range(n):
        total += i
    d["total"] = total
    return d


# call: np.arange(6.0), 4
def changes_an_array(a, n):
    found = [object(), len(a)]
    for i in range(n):
        a[i] = a[i] * 2 + i
    return found[1:], a


# call: [3, 1, 2]
def changes_a_list(items):
    text = f"{len(items)} items"
    for i in range(len(items)):
        items[i] += 1
        items.append(i)
    return text, items


# call: 0
# call: 4
def variable_of_an_empty_loop(n):
    kind = {"n": n}
    for i in range(n):
        last = i * 2
    return kind, i, last


# call: np.arange(5), 3
# call: np.arange(5), 30
def set_on_some_iterations(a, limit):
    d = {}
    for x in a:
        if x > limit:
            found = x
    d["x"] = 1
    try:
        d["found"] = int(found)
    except UnboundLocalError as e:
        d["found"] = str(e)
    return d


# call: True, 3
# call: False, 3
# call: False, 0
def bound_on_some_ways(flag, n):
    names = {}
    if flag:
        total = 10
    for i in range(n):
        total = total + i
    names["total"] = total
    return names


# call: "abc", 3
# call: "abc", 0
def another_type_before(x, n):
    names = {x: n}
    for i in range(n):
        x = i
    return names, x


# call: 3, 5
def parameters_assigned(n, m):
    words = {n: "a", m: "b"}
    while n > 0:
        n -= 1
        m += n
    return words, n, m


# call: 7
# call: 2
def breaks_and_else(n):
    log = {}
    for i in range(10):
        if i == n:
            where = "broken"
            break
        if i == 5:
            continue
    else:
        where = "through"
    while True:
        n += 1
        if n > 20:
            break
    log[where] = i, n
    return log


# call: 3
# call: 30
def raises_in_the_loop(n):
    seen = {}
    for i in range(n):
        if i == 4:
            raise ValueError("too far", i)
    seen["n"] = n
    return seen


# call: np.array([1, 2, 0, 4])
# call: np.array([1, 2, 3, 4])
def divides(a):
    marks = {"sum": 0}
    total = 0
    try:
        for x in a:
            total += 12 // x
    except ZeroDivisionError as e:
        marks["error"] = str(e)
    marks["sum"] = int(total)
    return marks


# call: np.array([1, 2, 3])
def out_of_range(a):
    marks = {}
    total = 0
    for i in range(5):
        total += a[i]
    marks["sum"] = total
    return marks


# call: 4
def uses_a_global(n):
    names = {}
    total = 0
    for i in range(LIMIT * n):
        total += i
    names["total"] = total
    return names


# call: 4
def uses_a_function_of_python(n):
    counter = collections.Counter()
    for i in range(n):
        counter[str(i % 2)] += i
    return counter


# call: 5
def returns_from_the_loop(n):
    names = {}
    for i in range(10):
        total = 0
        for j in range(i):
            total += j
        names[i] = total
        if i == n:
            return names
    return None


# call: 5
def yields(n):
    def numbers():
        for i in range(n):
            total = 0
            for j in range(i):
                total += j
            yield total

    return list(numbers())


# call: 5
def closure_sees_it(n):
    total = 0

    def show():
        return {"total": total}

    for i in range(n):
        total += i
    return show()


# call: 5
def nonlocal_of_a_function(n):
    total = 0

    def add(m):
        nonlocal total
        for i in range(m):
            total += i
        return [total]

    return add(n), add(n), total


# call: np.arange(12.0).reshape(3, 4)
def nested(a):
    out = {"rows": []}
    rows = np.zeros(3)
    for i in range(a.shape[0]):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j]
        rows[i] = s
    out["rows"] = rows.tolist()
    return out


# call: {"x": [1, 2, 3], "y": [4]}
def inner_loop_of_a_python_loop(d):
    sums = {}
    for key, items in d.items():
        total = 0
        for item in items:
            total += item
        sums[key] = total
    return sums


# call: 3
def deletes(n):
    names = {}
    x = 1
    for i in range(n):
        x = i
        del x
        x = i + 1
    names["x"] = x
    return names


# call: 3
def swaps(n):
    names = {}
    a, b = np.arange(3), np.arange(3) * 10
    for i in range(n):
        a, b = b, a
        a[0] += i
    names["ab"] = a.tolist(), b.tolist()
    return names


# call: 6
def none_in_the_loop(n):
    names = {}
    best = None
    for i in range(n):
        if best is None or i % 4 > best:
            best = i % 4
    names["best"] = best
    return names


# call: 6
def none_is_what_it_assigns(n):
    names = {}
    for i in range(n):
        last = i if i < 3 else None
    names["last"] = last
    return names


# call: 2, 3, 4
def arguments(n, *more, scale=2, **named):
    total = 0
    for one in more:
        total += one * scale
    named["total"] = total * n
    return named


# call: "text"
def text(s):
    words = {}
    found = ""
    for c in s:
        if c != "e":
            found += c
    words[found] = len(found)
    return words


# call: 3
def shows_its_variables(n):
    for i in range(n):
        n += i
    return sorted(locals())


# call: 10
def finally_sees_it(n):
    log = {}
    count = 0
    try:
        for i in range(n):
            count += 1
            if i == 6:
                raise KeyError(i)
    except KeyError as e:
        log["key"] = e.args[0]
    finally:
        log["count"] = count
    return log


# call: 4
def with_a_lambda(n):
    functions = []
    for i in range(n):
        functions.append(lambda i=i: i)
    return [one() for one in functions]


# call: 5
def same_name_twice(n):
    log = {}
    t = "first"
    log[t] = n
    for i in range(n):
        t = i * 2
        log_me = t + 1
    for i in range(n):
        t = i * 0.5
        log_me += t
    log["end"] = log_me
    return log


# call: 5
def comprehension_in_it(n):
    log = {}
    i = 100
    total = 0
    for k in range(n):
        row = [i * k for i in range(3)]
        total += row[2] + i
    log["total"] = total
    return log


# call: 5
def match_in_it(n):
    log = {}
    hits = 0
    for i in range(n):
        match i:
            case 2:
                hits += 10
            case _:
                hits += 1
    log["hits"] = hits
    return log
