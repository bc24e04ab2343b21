"""What the compiler calls for builtins that use up any iterable."""


def any_of(iterable):
    """Whether some item is true."""
    for item in iterable:
        if item:
            return True
    return False


def all_of(iterable):
    """Whether each item is true."""
    for item in iterable:
        if not item:
            return False
    return True


def reduced_from(function, iterable, initial):
    """function(function(initial, first), second)..."""
    result = initial
    for item in iterable:
        result = function(result, item)
    return result


def reduced(function, iterable):
    """function(function(first, second), third)..."""
    empty = True
    for item in iterable:
        if empty:
            result = item
            empty = False
        else:
            result = function(result, item)
    if empty:
        raise TypeError("reduce() of empty iterable with no initial value")
    return result


def least_of(iterable):
    """The first of the least items."""
    empty = True
    for item in iterable:
        if empty:
            result = item
            empty = False
        elif item < result:
            result = item
    if empty:
        raise ValueError("min() iterable argument is empty")
    return result


def greatest_of(iterable):
    """The first of the greatest items."""
    empty = True
    for item in iterable:
        if empty:
            result = item
            empty = False
        elif item > result:
            result = item
    if empty:
        raise ValueError("max() iterable argument is empty")
    return result


def least_item(a):
    """Python's `min` of a vector: the first of the least items, as `<` says."""
    if len(a) == 0:
        raise ValueError("min() iterable argument is empty")
    result = a[0]
    for item in a:
        if item < result:
            result = item
    return result


def greatest_item(a):
    """Python's `max` of a vector."""
    if len(a) == 0:
        raise ValueError("max() iterable argument is empty")
    result = a[0]
    for item in a:
        if item > result:
            result = item
    return result
