// examples/dither.py in C++: the same loop, the same types. `>> 4` is Python's `// 16`.
#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" uint8_t *dither(const uint8_t *image, int64_t height, int64_t width) {
    const int64_t size = height * width;
    auto *result = static_cast<int16_t *>(std::malloc(size * sizeof(int16_t)));
    for (int64_t i = 0; i < size; i++) result[i] = image[i];
    const int64_t last_y = height - 1, last_x = width - 1;
    for (int64_t y = 0; y < height; y++) {
        int16_t *row = result + y * width, *below = row + width;
        for (int64_t x = 0; x < width; x++) {
            const int16_t old = row[x];
            int64_t now;
            if (old < 0) {
                now = 0;
            } else if (old > 255) {
                now = 255;
            } else {
                now = static_cast<uint8_t>(std::nearbyint(old / 255.0)) * 255;
            }
            row[x] = now;
            const int64_t error = old - now;
            if (x < last_x) row[x + 1] += error * 7 >> 4;
            if (y < last_y && x > 0) below[x - 1] += error * 3 >> 4;
            if (y < last_y) below[x] += error * 5 >> 4;
            if (y < last_y && x < last_x) below[x + 1] += error >> 4;
        }
    }
    auto *output = static_cast<uint8_t *>(std::malloc(size));
    for (int64_t i = 0; i < size; i++) output[i] = static_cast<uint8_t>(result[i]);
    std::free(result);
    return output;
}
