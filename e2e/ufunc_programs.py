"""Ufuncs as programs write them: all made and called by one compiler."""

import math

import numpy as np


def results(module):
    """What each program gives."""
    vectorize, guvectorize, njit = module.vectorize, module.guvectorize, module.njit
    results = {}
    rng = np.random.default_rng(0)

    @guvectorize(["void(float64[:], intp[:], float64[:])"], "(n),()->(n)")
    def move_mean(a, window_arr, out):
        window_width = window_arr[0]
        asum = 0.0
        count = 0
        for i in range(window_width):
            asum += a[i]
            count += 1
            out[i] = asum / count
        for i in range(window_width, len(a)):
            asum += a[i] - a[i - window_width]
            out[i] = asum / count

    results["move_mean"] = move_mean(np.arange(20, dtype=np.float64).reshape(2, 10), 3)

    @vectorize(nopython=True)
    def clamp(x, a, b):
        if x < a:
            return a
        elif x > b:
            return b
        else:
            return x

    results["clamp"] = clamp(np.linspace(-3, 3, 7), -1, 1.5)

    @vectorize(["f8(f8)", "f4(f4)"], cache=True)
    def relu(x):
        return x if x > 0 else 0

    results["relu"] = relu(np.array([-1, 2.5], "f4"))
    turn = 2 * math.pi

    @njit
    def helper(x):
        return x % turn

    @vectorize("f8(f8)")
    def wrap(x):
        return helper(x) + np.floor(x) + abs(x)

    results["wrap"] = wrap(np.arange(5.0) * 3)

    @vectorize(["int32(int32,int32)"], target="parallel")
    def gcd(a, b):
        while b:
            a, b = b, a % b
        return a

    results["gcd"] = gcd(np.arange(10, dtype=np.int32), np.int32(6))

    @vectorize([module.boolean(module.int64)])
    def isprime(n):
        if n < 2:
            return False
        for i in range(2, int(math.sqrt(n)) + 1):  # noqa: SIM110 (kernels have no all())
            if n % i == 0:
                return False
        return True

    results["prime"] = isprime(np.arange(20))

    @guvectorize([(module.float64[:, :], module.int64[:], module.float64[:])], "(n,d),(k)->(d)")
    def centroid(x, idx, out):
        for j in range(x.shape[1]):
            s = 0.0
            for i in idx:
                s += x[i, j]
            out[j] = s / len(idx)

    points = rng.random((3, 5, 2))
    results["centroid"] = centroid(points, np.array([0, 2, 4]))

    @guvectorize("(n)->(n)")
    def cumsum(x, out):
        s = x.dtype.type(0)
        for i in range(x.size):
            s += x[i]
            out[i] = s

    o = np.empty((2, 4))
    cumsum(np.arange(8.0).reshape(2, 4), o)
    results["cumsum"] = o
    o = np.empty((4, 2))
    cumsum(np.arange(8.0).reshape(2, 4).T, o)
    results["cumsumT"] = o

    @vectorize
    def mandel(c):
        z = 0j
        for i in range(50):
            z = z * z + c
            if z.real * z.real + z.imag * z.imag > 4:
                return i
        return 50

    results["mandel"] = mandel(np.linspace(-2, 1, 6)[:, None] + 1j * np.linspace(-1, 1, 3))

    class K:
        @staticmethod
        @vectorize
        def f(a, b):
            return a - b

    results["cls"] = K.f(np.arange(3), 1)

    def maker(k):
        @vectorize
        def g(x):
            return x * k

        return g

    results["closure"] = (maker(2)(np.arange(3)), maker(3.5)(np.arange(3)))

    @vectorize(["float64(float64,float64)"])
    def logaddexp(a, b):
        return max(a, b) + math.log1p(math.exp(-abs(a - b)))

    results["lae"] = (
        logaddexp.reduce(np.log(np.arange(1.0, 6))),
        logaddexp.accumulate(np.zeros(4)),
        logaddexp.outer([0.0, 1], [1.0, 2]),
    )
    table = np.array([3, 1, 2])

    @vectorize(["int64(int64)"])
    def lut(i):
        return table[i]

    results["lut"] = lut(np.array([0, 1, 2, -1]))

    @vectorize([module.int64(module.int64)])
    def fact(n):
        r = 1
        for i in range(2, n + 1):
            r *= i
        return r

    results["fact"] = fact(np.arange(21))

    @vectorize
    def tri(a, b, c, d):
        return a * b + c * d

    results["tri"] = tri(1, np.arange(3), np.arange(3.0)[:, None], 2)

    @guvectorize(["(i8[:],i8[:],i8[:],i8[:])"], "(n),(n)->(n),()")
    def two(a, b, c, d):
        d[0] = 0
        for i in range(len(a)):
            c[i] = a[i] + b[i]
            d[0] += c[i]

    results["two"] = two(np.arange(6).reshape(2, 3), [1, 2, 3])
    results["two out"] = two(np.arange(6).reshape(2, 3), [1, 2, 3], out=(np.zeros((2, 3), int), np.zeros(2, int)))

    @guvectorize(["(u1[:,:,:],f8[:,:])"], "(y,x,c)->(y,x)")
    def gray(img, out):
        for i in range(img.shape[0]):
            for j in range(img.shape[1]):
                r, g, b = img[i, j]
                out[i, j] = 0.3 * r + 0.6 * g + 0.1 * b

    results["gray"] = gray(rng.integers(0, 255, (2, 2, 3)).astype("u1"))

    return results
