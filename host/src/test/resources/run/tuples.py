# run: pair(3, 4.5) == (3, 4.5)
def pair(a, b):
    return a, b


# run: unpack(3) == 345
def unpack(n):
    (a, b), c = (n, n + 1), n + 2
    return a * 100 + b * 10 + c


# run: index(2) == 30
# run: index(-1) == 30
# run: index(5) raises IndexError: tuple index out of range
def index(i):
    t = (10, 20, 30)
    return t[i]


# run: constant_index((1, 2.5, 3)) == 5.5
def constant_index(t):
    return t[1] + t[-1]


# run: length((1, 2, 3)) == 3
def length(t):
    return len(t)


# run: swap_many(1, 2, 3) == (3, 1, 2)
def swap_many(a, b, c):
    a, b, c = c, a, b
    return a, b, c


# run: returned(5) == -14
def returned(n):
    s, p = sums(n)
    return s - p


def sums(n):
    s = 0
    p = 1
    for i in range(1, n):
        s += i
        p *= i
    return s, p


# run: membership(3) == True
# run: membership(4) == False
def membership(x):
    return x in (1, 3, 5)


# run: nothing(1) == None
def nothing(x):
    return None
