"""Typical kernels. A new server compiles them when nobody asks for anything, and the build when it makes Java's cache.

The decorator's text is the argument types. What is compiled here is compiled sooner for the first user: a new part of the
language deserves a kernel.
"""


@njit("int64, int64")
def add(a, b):
    return a + b


@njit("array(uint8, 2d, C)")
def dither(image):
    """Floyd and Steinberg's error diffusion."""
    result = image.astype(np.int16)
    height, width = image.shape
    last_y = height - 1
    last_x = width - 1
    for y in range(height):
        for x in range(width):
            old = result[y, x]
            if old < 0:
                new = 0
            elif old > 255:
                new = 255
            else:
                new = np.uint8(np.round(old / 255.0)) * 255
            result[y, x] = new
            error = np.int16(old) - new
            if x < last_x:
                result[y, x + 1] += error * 7 // 16
            if y < last_y and x > 0:
                result[y + 1, x - 1] += error * 3 // 16
            if y < last_y:
                result[y + 1, x] += error * 5 // 16
            if y < last_y and x < last_x:
                result[y + 1, x + 1] += error // 16
    return result.astype(np.uint8)


@njit("array(float64, 1d, C), array(float64, 1d, A)")
def distance(a, b):
    """Where a loop, a guard and whole-array operations meet."""
    if len(a) != len(b):
        raise ValueError("lengths differ")
    total = 0.0
    for i in range(len(a)):
        difference = a[i] - b[i]
        total += difference * difference
    return math.sqrt(total), np.sum(np.abs(a - b)), np.mean(a * b + 1.0)


@njit("array(float64, 2d, C)")
def normalise(rows):
    out = np.empty_like(rows)
    for i in range(rows.shape[0]):
        row = rows[i]
        out[i] = row / np.sqrt(np.sum(row * row))
    return out


@njit("int64, int64, int64")
def mandelbrot(height, width, most):
    counts = np.zeros((height, width), dtype=np.int64)
    for y in range(height):
        for x in range(width):
            real, imaginary = -2.0 + 3.0 * x / width, -1.5 + 3.0 * y / height
            a = b = 0.0
            n = 0
            while n < most and a * a + b * b < 4.0:
                a, b = a * a - b * b + real, 2.0 * a * b + imaginary
                n += 1
            counts[y, x] = n
    return counts


@njit("array(int64, 1d, C)")
def insertion_sort(numbers):
    for i in range(1, len(numbers)):
        value = numbers[i]
        j = i - 1
        while j >= 0 and numbers[j] > value:
            numbers[j + 1] = numbers[j]
            j -= 1
        numbers[j + 1] = value


@njit("int64")
def primes(limit):
    prime = np.ones(limit + 1, dtype=np.bool_)
    count = 0
    for i in range(2, limit + 1):
        if prime[i]:
            count += 1
            for j in range(i * i, limit + 1, i):
                prime[j] = False
    return count


@njit("array(float64, 2d, C), array(float64, 2d, A)")
def relax(grid, out):
    height, width = grid.shape
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            out[y, x] = 0.25 * (grid[y - 1, x] + grid[y + 1, x] + grid[y, x - 1] + grid[y, x + 1])


@njit("array(uint8, 3d, C, 3), float64")
def grey(image, gain):
    light = np.round(0.2989 * image[:, :, 0] + 0.5870 * image[:, :, 1] + 0.1140 * image[:, :, 2])
    return np.minimum(light * gain, 255.0).astype(np.uint8)


@njit("int64")
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@njit("array(float64, 1d, C), array(int64, 1d, C)")
def histogram(values, counts):
    low, high = values.min(), values.max()
    scale = len(counts) / (high - low) if high > low else 0.0
    for value in values:
        place = min(int((value - low) * scale), len(counts) - 1)
        counts[place] += 1
    return counts.sum(), (low, high)


@njit("list(int64)")
def distinct(items):
    """Lists, and an exception that is caught."""
    kept = []
    for item in sorted(items):
        if not kept or kept[-1] != item:
            kept.append(item)
    try:
        kept.remove(0)
    except ValueError:
        kept.append(-1)
    return kept, [item * item for item in kept if item > 2]


@njit("unicode_type, int64")
def label(name, number):
    if name == "none":
        return name
    return f"{name.strip().upper()}-{number}"


@njit("array(complex128, 1d, C), complex128")
def turned(signal, factor):
    def turn(value):
        return value * factor

    total = 0j
    for i in range(len(signal)):
        signal[i] = turn(signal[i])
        total += signal[i]
    return abs(total), signal[signal.real > 0.0]


@njit("complex128, int64")
def orbit(c, most):
    """Complex numbers, and a comparison in a chain."""
    z = 0j
    for n in range(most):
        z = z * z + c
        if not 0.0 <= abs(z) < 2.0:
            return n, z.real, z.conjugate()
    return most, z.imag, z


@njit("array(float64, 2d, C), array(int64, 1d, C)")
def chosen(table, rows):
    """Slices, masks, arrays as indices, tuples."""
    table[1:-1, ::2] += table[:, 0].reshape(-1, 1)[1:-1]
    large = table[table > 0.5]
    first, *rest = table.shape
    low, high = (large.min(), large.max()) if len(large) > 0 else (0.0, 1.0)
    return table[rows], table[rows, 0], np.where(table > low, table, high), (first, rest), table.T


@njit("int64, float64")
def counted(n, step):
    """Closures, enumerate, zip, an optional result."""

    def scaled(i):
        return i * step

    total = 0.0
    for i, (x, y) in enumerate(zip(range(n), range(n, 0, -1))):
        if i == 10:
            continue
        total += scaled(x) + max(y, i, 3) % 7
    return total if total > 0 else None


@njit("array(float64, 1d, C)")
def statistics(values):
    """Functions of the library."""
    ordered = np.sort(values)
    steps = np.arange(len(values)) / len(values)
    return (
        np.cumsum(ordered),
        ordered.std(),
        np.median(values),
        np.argmax(values),
        np.concatenate((steps, np.linspace(0.0, 1.0, 5))),
        np.exp(-values) + np.hypot(values, steps),
    )


@njit("unicode_type")
def words(text):
    """Texts and lists of them."""
    found = [word.lower() for word in text.split(" ") if len(word) > 2]
    return "-".join(found), text[::-1], text.replace("a", "b").find("b"), text[1:3] == "ab"


@njit("array(datetime64[D], 1d, C)")
def gaps(days):
    longest = days[0] - days[0]
    for i in range(1, len(days)):
        if not np.isnat(days[i]) and days[i] - days[i - 1] > longest:
            longest = days[i] - days[i - 1]
    return longest


@njit("int32, uint8, float32")
def mixed(a, b, c):
    """Numbers of several widths."""
    return a // b if b else 0, (a << 2) ^ b, c**2 + a, divmod(a, 7), round(c, 2), float(a) / 3, a % 3 == -1 or c != c
