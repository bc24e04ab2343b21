"""Whole small programs, of the kind that people compile."""

import math

import numpy as np
from numba import njit

from programs import calls


@calls("np.array([3, 6, 1, 8, 2, 9, 2])", "np.zeros(0, np.int64)")
@njit
def quicksort(a):
    a = a.copy()
    stack = np.empty((64, 2), np.int64)
    top = 0
    stack[0, 0], stack[0, 1] = 0, len(a) - 1
    while top >= 0:
        lo, hi = stack[top]
        top -= 1
        if lo >= hi:
            continue
        pivot = a[(lo + hi) // 2]
        i, j = lo, hi
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        top += 1
        stack[top, 0], stack[top, 1] = lo, j
        top += 1
        stack[top, 0], stack[top, 1] = i, hi
    return a


@calls("np.array([[0.0, 1.0, 4.0], [1.0, 0.0, 2.0], [4.0, 2.0, 0.0]])")
@njit
def floyd_warshall(d):
    d = d.copy()
    n = d.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]
    return d


@calls("np.array([1, 2, 3, 2]), np.array([2, 3, 2, 1])")
@njit
def longest_common_subsequence(a, b):
    table = np.zeros((len(a) + 1, len(b) + 1), np.int64)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i, j] = table[i - 1, j - 1] + 1
            else:
                table[i, j] = max(table[i - 1, j], table[i, j - 1])
    return table[-1, -1]


@calls("np.array([60, 100, 120]), np.array([10, 20, 30]), 50")
@njit
def knapsack(values, weights, capacity):
    best = np.zeros(capacity + 1, np.int64)
    for i in range(len(values)):
        for c in range(capacity, weights[i] - 1, -1):
            best[c] = max(best[c], best[c - weights[i]] + values[i])
    return best[capacity]


@calls("6", "1")
@njit
def queens(n):
    columns = np.full(n, -1, np.int64)
    count = 0
    row = 0
    while row >= 0:
        columns[row] += 1
        while columns[row] < n:
            ok = True
            for r in range(row):
                if columns[r] == columns[row] or abs(columns[r] - columns[row]) == row - r:
                    ok = False
                    break
            if ok:
                break
            columns[row] += 1
        if columns[row] == n:
            columns[row] = -1
            row -= 1
        elif row == n - 1:
            count += 1
        else:
            row += 1
    return count


@calls("10, 0.01")
@njit
def pendulum(steps, dt):
    angle, speed = 0.1, 0.0
    for _ in range(steps):
        speed -= 9.81 * math.sin(angle) * dt
        angle += speed * dt
    return angle, speed


@calls("0.0, 1.0, 0.1, 10")
@njit
def runge_kutta(t, y, h, n):
    def f(t, y):
        return t - y

    for _ in range(n):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h * k1 / 2)
        k3 = f(t + h / 2, y + h * k2 / 2)
        k4 = f(t + h, y + h * k3)
        y += h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        t += h
    return y


@calls("np.array([[0.0, 0.0], [0.1, 0.2], [5.0, 5.0], [5.1, 4.9]]), 2, 5")
@njit
def k_means(points, k, rounds):
    centers = points[::2].copy()
    labels = np.zeros(len(points), np.int64)
    for _ in range(rounds):
        for i in range(len(points)):
            best, best_d = 0, np.inf
            for c in range(k):
                d = ((points[i] - centers[c]) ** 2).sum()
                if d < best_d:
                    best, best_d = c, d
            labels[i] = best
        for c in range(k):
            members = 0
            total = np.zeros(2)
            for i in range(len(points)):
                if labels[i] == c:
                    total += points[i]
                    members += 1
            if members:
                centers[c] = total / members
    return labels, centers


@calls("np.array([1.0, 2.0, 3.0, 4.0]), np.array([3.0, 5.0, 7.0, 9.0]), 0.05, 200")
@njit
def gradient_descent(x, y, rate, steps):
    w, b = 0.0, 0.0
    for _ in range(steps):
        error = w * x + b - y
        w -= rate * 2 * (error * x).mean()
        b -= rate * 2 * error.mean()
    return round(w, 6), round(b, 6)


@calls("20, 30, 10")
@njit
def mandelbrot(height, width, limit):
    out = np.zeros((height, width), np.uint8)
    for y in range(height):
        for x in range(width):
            cr, ci = -2 + 3 * x / width, -1 + 2 * y / height
            zr, zi = 0.0, 0.0
            n = 0
            while n < limit and zr * zr + zi * zi <= 4:
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                n += 1
            out[y, x] = n
    return out


@calls("12", "97")
@njit
def sieve(n):
    flags = np.ones(n + 1, np.bool_)
    flags[:2] = False
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = False
    return np.flatnonzero(flags)


@calls("np.array([100.0, 101.0, 99.0, 105.0]), 3")
@njit
def exponential_average(prices, n):
    alpha = 2 / (n + 1)
    out = np.empty_like(prices)
    out[0] = prices[0]
    for i in range(1, len(prices)):
        out[i] = alpha * prices[i] + (1 - alpha) * out[i - 1]
    return out


@calls("100.0, 95.0, 0.05, 0.2, 1.0")
@njit
def black_scholes(s, k, r, sigma, t):
    d1 = (math.log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * math.sqrt(t))
    d2 = d1 - sigma * math.sqrt(t)
    n1 = 0.5 * (1 + math.erf(d1 / math.sqrt(2)))
    n2 = 0.5 * (1 + math.erf(d2 / math.sqrt(2)))
    return s * n1 - k * math.exp(-r * t) * n2


@calls("52.52, 13.405, 48.8566, 2.3522")
@njit
def haversine(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    dp, dl = p2 - p1, math.radians(lon2 - lon1)
    h = math.sin(dp / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


@calls("np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 2.0]]), 20")
@njit
def power_iteration(a, steps):
    v = np.ones(a.shape[0])
    value = 0.0
    for _ in range(steps):
        w = np.zeros_like(v)
        for i in range(len(v)):
            for j in range(len(v)):
                w[i] += a[i, j] * v[j]
        value = np.sqrt((w * w).sum())
        v = w / value
    return round(value, 6)


@calls("np.array([2, 3, 1, 1, 4])", "np.array([3, 2, 1, 0, 4])")
@njit
def can_jump(a):
    reach = 0
    for i, x in enumerate(a):
        if i > reach:
            return False
        reach = max(reach, i + x)
    return True


@calls("1000, 42")
@njit
def monte_carlo_pi(n, seed):
    state = seed
    hits = 0
    for _ in range(n):
        state = (1103515245 * state + 12345) % 2**31
        x = state / 2**31
        state = (1103515245 * state + 12345) % 2**31
        y = state / 2**31
        if x * x + y * y <= 1:
            hits += 1
    return 4 * hits / n


@calls("np.array([0, 1, 1, 0, 1]), 2")
@njit
def run_lengths(a, _):
    best, current = 0, 0
    for x in a:
        current = current + 1 if x else 0
        best = max(best, current)
    return best


@calls("np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1]])")
@njit
def components(grid):
    labels = np.zeros_like(grid)
    queue = np.empty((grid.size, 2), np.int64)
    count = 0
    for y0 in range(grid.shape[0]):
        for x0 in range(grid.shape[1]):
            if grid[y0, x0] == 0 or labels[y0, x0]:
                continue
            count += 1
            head, tail = 0, 1
            queue[0] = y0, x0
            labels[y0, x0] = count
            while head < tail:
                y, x = queue[head]
                head += 1
                for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                    v, u = y + dy, x + dx
                    if 0 <= v < grid.shape[0] and 0 <= u < grid.shape[1] and grid[v, u] and not labels[v, u]:
                        labels[v, u] = count
                        queue[tail] = v, u
                        tail += 1
    return count, labels


@calls("np.array([5.0, 1.0, 4.0])", "np.array([1.0, np.inf])")
@njit
def softmax(a):
    e = np.exp(a - a.max())
    return e / e.sum()
