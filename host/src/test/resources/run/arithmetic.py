# run: floor_div(7, 2) == 3
# run: floor_div(-7, 2) == -4
# run: floor_div(7, -2) == -4
# run: floor_div(-7, -2) == 3
# run: floor_div(7.5, 2.0) == 3.0
# run: floor_div(-7.5, 2.0) == -4.0
# run: floor_div(1, 0) raises ZeroDivisionError: integer division by zero
# run: floor_div(1.0, 0.0) raises ZeroDivisionError: division by zero
def floor_div(a, b):
    return a // b


# run: mod(7, 3) == 1
# run: mod(-7, 3) == 2
# run: mod(7, -3) == -2
# run: mod(7.5, 2.0) == 1.5
# run: mod(-7.5, 2.0) == 0.5
# run: mod(7.5, -2.0) == -0.5
# run: mod(1, 0) raises ZeroDivisionError: integer modulo by zero
# run: mod(1.5, 0.0) raises ZeroDivisionError: modulo by zero
def mod(a, b):
    return a % b


# run: true_div(7, 2) == 3.5
# run: true_div(1, 0) raises ZeroDivisionError: division by zero
def true_div(a, b):
    return a / b


# run: power(2, 10) == 1024
# run: power(-3, 3) == -27
# run: power(2.0, 0.5) == 1.4142135623730951
def power(a, b):
    return a**b


# run: bits(12, 10) == 81406
def bits(a, b):
    return (a & b) * 10000 + (a | b) * 100 + (a ^ b)


# run: shifts(5, 3) == 40
# run: shifts(-5, 1) == -13
def shifts(a, b):
    return (a << b) + (a >> b)


# run: unary(5) == 0
# run: unary(2.5) == 0.0
def unary(a):
    return -a + abs(-a)


# run: invert(5) == -6
def invert(a):
    return ~a


# run: wraps(9223372036854775807) == -9223372036854775808
def wraps(a):
    return a + 1


# run: mixed(3, 2.5) == 7.0
def mixed(a, b):
    return a * b + a / 2 - b // 1


# run: cube(3) == 27
# run: cube(1.5) == 3.375
def cube(x):
    return x**3


# run: compare(3, 3.0) == 9
# run: compare(2, 3.5) == 6
def compare(a, b):
    return (a == b) + 2 * (a < b) + 4 * (a != b) + 8 * (a >= b)


# run: minmax(3, 8, 5) == 308
def minmax(a, b, c):
    return min(a, b, c) * 100 + max(a, b, c)


# run: rounding(2.5) == 2
# run: rounding(3.5) == 4
# run: rounding(-2.5) == -2
def rounding(x):
    return round(x)


# run: conversions(3.9) == 4.5
# run: conversions(-3.9) == -4.5
def conversions(x):
    return int(x) + float(int(x)) / 2


# run: divmods(17, 5) == 302
# run: divmods(-17, 5) == -397
def divmods(a, b):
    q, r = divmod(a, b)
    return q * 100 + r


# run: isnan(0.0) == False
def isnan(x):
    y = x * 0.0
    return y != y


# run: truth(0) == 0
# run: truth(2) == 1
def truth(x):
    if x:
        return 1
    return 0


# run: nots(0) == True
# run: nots(7) == False
def nots(x):
    return not x
