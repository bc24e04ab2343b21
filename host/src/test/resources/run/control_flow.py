# run: collatz(27) == 111
# run: collatz(1) == 0
def collatz(n):
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


# run: first_divisor(91) == 7
# run: first_divisor(97) == -1
def first_divisor(n):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return -1
    return d


# run: skip_odd(10) == 12
# run: skip_odd(0) == 1000
def skip_odd(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        if i > 6:
            break
        total += i
    else:
        total += 1000
    return total


# run: nested(5, 7) == 46
# run: nested(0, 3) == 0
def nested(a, b):
    count = 0
    for i in range(a):
        for j in range(b):
            if j > i:
                break
            if (i + j) % 3 == 0:
                continue
            count += i * j
        else:
            count += 100
    return count


# run: while_else(3) == 3
# run: while_else(30) == -5
def while_else(n):
    i = 0
    while i < 10:
        if i == n:
            break
        i += 1
    else:
        i = -5
    return i


# run: early(5, 0) == 5
# run: early(5, 1) == 10
# run: early(-5, 2) == 5
def early(x, mode):
    if mode == 0:
        return x
    if mode == 1:
        return x * 2
    if x < 0:
        return -x
    return 0


# run: ranges(3, 20, 4) == 595
# run: ranges(20, 3, -4) == 2188
# run: ranges(3, 3, 1) == 0
# run: ranges(0, 5, 0) raises ValueError: range() arg 3 must not be zero
def ranges(a, b, c):
    total = 0
    for i in range(a, b, c):
        total = total * 3 + i
    return total


# run: loop_variable(4) == 3
def loop_variable(n):
    for i in range(n):
        pass
    return i


# run: reassigned(10) == 1045
def reassigned(n):
    total = 0
    for i in range(n):
        total += i
        i = 100
        total += i
    return total


# run: swap(3, 4) == 43
def swap(a, b):
    a, b = b, a
    return a * 10 + b


# run: fib(20) == 6765
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


# run: chained(1, 5, 9) == True
# run: chained(5, 1, 9) == False
def chained(a, b, c):
    return a < b < c


# run: logic(0, 5) == 5
# run: logic(3, 5) == 503
def logic(a, b):
    x = a and b
    y = a or b
    return x * 100 + y


# run: ternary(5) == 1
# run: ternary(-5) == -1
def ternary(x):
    return 1 if x > 0 else -1


# run: infinite(7) == 3
def infinite(n):
    i = 0
    while True:
        i += 1
        if i * i > n:
            return i


# run: gcd(1071, 462) == 21
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


# run: both_types(3) == 2.0
# run: both_types(-3) == 5.0
def both_types(n):
    if n > 0:
        x = 1
    else:
        x = 2.5
    return x * 2


# run: widening(3) == 1.5
def widening(n):
    x = 0
    for i in range(n):
        x = x + 0.5
    return x


# run: continue_in_while(20) == 63
def continue_in_while(n):
    i = 0
    s = 0
    while i < n:
        i += 1
        if i % 3:
            continue
        s += i
    return s
