class Bad(ValueError):
    pass


class Worse(Bad):
    pass


class Other(Exception):
    pass


# run: clauses(0) == 1001.25
# run: clauses(1) == 201.0
# run: clauses(2) == 102.5
# run: clauses(3) == 102.5
# run: clauses(4) raises Other: 4
# run: clauses(5) == 202.5
# run: clauses(6) == 303.25
def clauses(n):
    x = 0
    try:
        x = 1
        if n == 1:
            raise ValueError("a")
        x = 2.5
        if n == 2:
            raise Bad(n, 2.0)
        if n == 3:
            raise Worse
        if n == 4:
            raise Other(n)
        10 // (n - 5)
        x = 3
        t = (1, 2, 3)
        x = t[n]
    except Bad:
        return x + 100
    except (ZeroDivisionError, ValueError):
        return x + 200
    except IndexError:
        x += 300
    else:
        x += 1000
    finally:
        x += 0.25
    return x


# run: loops(4) == 4085
# run: loops(9) == 7093
def loops(n):
    r = 0
    for i in range(n):
        try:
            if i == 3:
                continue
            if i == 6:
                break
            r += 10 // (i - 2)
        except ZeroDivisionError:
            r += 100
            continue
        finally:
            r += 1000
    return r


def odd(n):
    if n % 2:
        raise Worse(n)
    return n


# run: again(0) == 1
# run: again(1) == -1
# run: again(3) raises Worse: 3
# run: again(5) raises Worse: 5
def again(n):
    try:
        try:
            return odd(n) + 1
        except Other:
            return -2
        finally:
            n += 1
    except ValueError as e:
        try:
            odd(99)
        except Exception:
            pass
        if n > 5:
            raise
        if n > 3:
            raise e
        return -1


# run: overridden(1) == 7
def overridden(n):
    while True:
        try:
            return 1 // (n - 1)
        finally:
            break
    return 7


# run: deep(3) == -1
# run: deep(1000000000) == -2
def deep(n):
    try:
        return down(n)
    except LookupError:
        return -1
    except RecursionError:
        return -2


def down(n):
    if n == 0:
        raise KeyError(n)
    if n < 0:
        return 0
    return down(n - 1) + 1


# run: one_path(4) == 8
def one_path(n):
    x = 1
    if n == 0:
        return 0
    else:
        x = n * 2
    return x


# run: not_caught(0) raises ZeroDivisionError: integer division by zero
# run: not_caught(2) == 3
def not_caught(n):
    try:
        n = 4 // n
    except (KeyError, IndexError):
        n = 100
    else:
        n = n + 1
    return n
