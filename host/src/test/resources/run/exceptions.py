# run: checked(5) == 5
# run: checked(-5) raises ValueError: negative
def checked(x):
    if x < 0:
        raise ValueError("negative")
    return x


# run: bare(1) raises RuntimeError
def bare(x):
    if x:
        raise RuntimeError
    return x


# run: asserted(1) == 1
# run: asserted(-1) raises AssertionError: must be positive
def asserted(x):
    assert x > 0, "must be positive"
    return x


# run: through(3) == 34
# run: through(0) raises ZeroDivisionError: integer division by zero
def through(x):
    return inner(x) + 1


def inner(x):
    return 100 // x
