import numpy as np


# run: total(float64[1, 2, 3.5]) == 6.5
# run: total(float64[]) == 0.0
def total(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s


# run: iterate(int64[1, 2, 3]) == 123
def iterate(a):
    s = 0
    for x in a:
        s = s * 10 + x
    return s


# run: enumerated(int64[5, 6, 7]) == 20
def enumerated(a):
    s = 0
    for i, x in enumerate(a):
        s += i * x
    return s


# run: negative(int64[5, 6, 7]) == 75
def negative(a):
    return a[-1] * 10 + a[-3]


# run: doubled(float64[1, 2, 3]) == float64[2.0, 4.0, 6.0]
def doubled(a):
    out = np.empty_like(a)
    for i in range(a.shape[0]):
        out[i] = a[i] * 2
    return out


# run: filled(3) == (float64[0.0, 0.0, 0.0], int32[1, 1, 1], int64[7, 7, 7])
def filled(n):
    return np.zeros(n), np.ones(n, np.int32), np.full(n, 7)


# run: negative_size(-1) raises ValueError: negative dimensions not allowed
def negative_size(n):
    return np.zeros(n)


# run: two_d(3, 4) == int64[[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]]
def two_d(h, w):
    a = np.empty((h, w), np.int64)
    for y in range(h):
        for x in range(w):
            a[y, x] = y * 10 + x
    return a


# run: slices(int64[0, 1, 2, 3, 4, 5, 6, 7]) == (int64[2, 3, 4], int64[0, 1, 2], int64[5, 6, 7], int64[5, 6, 7], int64[0, 1], int64[0, 2, 4, 6], int64[7, 6, 5, 4, 3, 2, 1, 0], int64[6, 4, 2], int64[])
def slices(a):
    return a[2:5], a[:3], a[5:], a[-3:], a[:-6], a[::2], a[::-1], a[6:1:-2], a[10:20]


# run: row_sums(float64[[1, 2, 3], [4, 5, 6]]) == float64[6.0, 15.0]
def row_sums(a):
    out = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        row = a[i]
        for j in range(row.size):
            out[i] += row[j]
    return out


# run: columns(int64[[1, 2, 3], [4, 5, 6]]) == (int64[2, 5], int64[4, 5, 6], int64[1, 4], int64[[2, 3]])
def columns(a):
    return a[:, 1], a[1, :], a[..., 0], a[0:1, 1:]


# run: store_slices(5) == int64[1, 8, 8, 2, 2]
def store_slices(n):
    a = np.zeros(n, np.int64)
    a[1:3] = 7
    a[3:] = np.ones(n - 3, np.int64)
    a[:] += 1
    return a


# run: overlapping(int64[1, 2, 3, 4, 5]) == int64[1, 10, 20, 30, 40]
def overlapping(a):
    b = a.copy()
    b[1:] = b[:-1] * 10
    return b


# run: expression(float64[1, 2, 3], float64[4, 5, 6]) == float64[9.75, 13.6, 17.5]
def expression(a, b):
    return (a + b) * 2 - a / b


# run: broadcast(float64[[1, 2, 3], [4, 5, 6]], float64[10, 20, 30]) == float64[[11.0, 22.0, 33.0], [14.0, 25.0, 36.0]]
def broadcast(a, b):
    return a + b


# run: outer(float64[1, 2], float64[10, 20, 30]) == float64[[10.0, 20.0, 30.0], [20.0, 40.0, 60.0]]
def outer(a, b):
    return a[:, np.newaxis] * b


# run: scalar_mix(int64[1, 2, 3], 2) == int64[3, 5, 7]
def scalar_mix(a, k):
    return a * k + 1


# run: fused(float64[1, 4, 9]) == float64[3.414213562373095, 10.82842712474619, 22.242640687119284]
def fused(a):
    t = a * 2
    u = np.sqrt(t) + t
    return u


# run: astype(float64[1.9, -1.5, 300.7]) == (int16[1, -1, 300], float32[1.899999976158142, -1.5, 300.70001220703125], int64[1, -1, 300])
def astype(a):
    return a.astype(np.int16), a.astype(np.float32), a.astype(np.int64)


# run: swap_elements(int64[1, 2, 3]) == int64[3, 2, 1]
def swap_elements(a):
    b = a.copy()
    b[0], b[2] = b[2], b[0]
    return b


# run: augmented(int64[1, 2, 3]) == int64[0, 7, 12]
def augmented(a):
    b = a.copy()
    i = 0
    b[i + 1] += 5
    b[-1] *= 4
    b[0] //= 2
    return b


# run: attributes(float64[[1, 2, 3], [4, 5, 6]]) == (2, 3, 2, 6, 2)
def attributes(a):
    return a.shape[0], a.shape[1], a.ndim, a.size, len(a)


# run: unpack_row(int64[[1, 2, 3], [4, 5, 6]]) == 456
def unpack_row(a):
    x, y, z = a[1]
    return x * 100 + y * 10 + z


# run: transposed(int64[[1, 2, 3], [4, 5, 6]]) == int64[[1, 4], [2, 5], [3, 6]]
def transposed(a):
    return a.T.copy()


# run: temporaries(100) == float64[4.909093465297724, 4.909093465297724, 4.909093465297724, 4.909093465297724]
def temporaries(n):
    a = np.ones(4)
    for i in range(n):
        a = a * 1.5 - a / 4
        if a[0] > 1000.0:
            a = a / 1000.0
    return a


# run: conditional_array(1) == float64[1.0, 1.0]
# run: conditional_array(0) == float64[0.0]
def conditional_array(flag):
    a = np.zeros(2)
    if flag:
        a = np.ones(3)
    b = a[1:]
    return b


# run: insertion_sort(int64[5, 2, 8, 1, 9, 3]) == int64[1, 2, 3, 5, 8, 9]
def insertion_sort(arr):
    a = arr.copy()
    for i in range(len(a)):
        cursor = a[i]
        pos = i
        while pos > 0 and a[pos - 1] > cursor:
            a[pos] = a[pos - 1]
            pos = pos - 1
        a[pos] = cursor
    return a


# run: rounding(float64[0.5, 1.5, 2.5, -0.5]) == float64[0.0, 2.0, 2.0, -0.0]
def rounding(a):
    return np.round(a)


# run: return_argument(int64[1, 2]) == int64[1, 2]
def return_argument(a):
    return a


# run: loop_carried(int64[1, 2, 3, 4, 5, 6, 7]) == int64[6, 7]
def loop_carried(a):
    while len(a) > 2:
        a = a[1:]
    return a


# run: early_return_array(3) == int64[3, 3, 3]
# run: early_return_array(30) == int64[0]
def early_return_array(n):
    for i in range(10):
        t = np.full(3, i)
        if i == n:
            return t
    return np.zeros(1, np.int64)
