"""Strings."""

from numba import njit

from programs import calls


@calls("'abc'", "''", "'äöü€'")
@njit
def length(s):
    return len(s), s == "abc", s != "abc"


@calls("'hello', 1", "'hello', -1", "'日本語', 2")
@njit
def indexed(s, i):
    return s[i]


@calls("'hello world'")
@njit
def sliced(s):
    return s[1:4], s[:5], s[-5:], s[::-1], s[::2]


@calls("'a', 'b'", "'', 'é'")
@njit
def joined(a, b):
    return a + b, a * 3, a + "-" + b


@calls("'hello', 'l'", "'hello', 'z'", "'hello', ''")
@njit
def contains(s, t):
    return t in s, s.find(t), s.count(t)


@calls("'abc', 'abd'", "'a', 'a'", "'b', 'a'")
@njit
def compared(a, b):
    return a < b, a <= b, a > b, a >= b, a == b


@calls("'Hello World'", "'ÄÖ'")
@njit
def cases(s):
    return s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase()


@calls("'  ab '", "'xxabxx'")
@njit
def stripped(s):
    return s.strip(), s.lstrip(), s.rstrip(), s.strip("x")


@calls("'hello', 'he'", "'hello', 'lo'")
@njit
def ends(s, t):
    return s.startswith(t), s.endswith(t)


@calls("'a-b-c', '-', '+'", "'aaa', 'a', 'bb'")
@njit
def replaced(s, old, new):
    return s.replace(old, new)


@calls("'a,b,,c'", "''")
@njit
def split_commas(s):
    return s.split(",")


@calls("'a b  c'")
@njit
def split_spaces(s):
    return s.split()


@calls("'a', 'b', 'c'")
@njit
def join_list(a, b, c):
    return ", ".join([a, b, c])


@calls("'12ab'", "'123'", "'abc'", "' '", "''")
@njit
def classified(s):
    return s.isdigit(), s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower()


@calls("'abc'", "'a€'")
@njit
def codes(s):
    total = 0
    for c in s:
        total += ord(c)
    return total


@calls("97", "8364")
@njit
def character(n):
    return chr(n)


@calls("'7'")
@njit
def padded(s):
    return s.rjust(3), s.ljust(3), s.center(4), s.zfill(4)


@calls("42", "-7")
@njit
def from_int(n):
    return str(n), "n=" + str(n)


@calls("3, 'x'")
@njit
def formatted(n, s):
    return f"{n} and {s}"


@calls("2.5", "1e20", "0.1")
@njit
def formatted_float(x):
    return f"{x}", str(x)


@calls("3.14159, 42")
@njit
def format_specs(x, n):
    return f"{x:.2f}|{n:5d}|{n:x}"


@calls("'racecar'", "'ab'")
@njit
def palindrome(s):
    n = len(s)
    for i in range(n // 2):
        if s[i] != s[n - 1 - i]:
            return False
    return True


@calls("'hello'")
@njit
def caesar(s):
    out = ""
    for c in s:
        out += chr((ord(c) - 97 + 3) % 26 + 97)
    return out


@calls("'a'", "'b'", "'c'")
@njit
def dispatched(kind):
    if kind == "a":
        return 1
    elif kind == "b":
        return 2
    return 3


@calls("True", "False")
@njit
def chosen(flag):
    return "yes" if flag else "no"


@calls("'123'", "'-45'")
@njit
def to_int(s):
    return int(s)


@calls("'kitten', 'sitting'", "'', 'abc'")
@njit
def common_prefix(a, b):
    n = 0
    for x, y in zip(a, b):
        if x != y:
            break
        n += 1
    return n


@calls("'text'")
@njit
def returned(s):
    return s


@calls("'ab', 'ba'")
@njit
def in_tuple(a, b):
    t = (a, b)
    return t[0] + t[1], a in t


@calls("'a.b.c'")
@njit
def partitions(s):
    return s.partition("."), s.rpartition(".")


@calls("'abc'", "''")
@njit
def truth(s):
    if s:
        return 1
    return 0
