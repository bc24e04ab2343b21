// examples/black_and_white.py in C++: the same loop, the same types.
// (With its standard flags g++ contracts to fused multiply-adds, so a few pixels round the other way.)
#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" uint8_t *black_and_white(const uint8_t *image, int64_t height, int64_t width) {
    auto *result = static_cast<uint8_t *>(std::malloc(height * width));
    for (int64_t y = 0; y < height; y++) {
        for (int64_t x = 0; x < width; x++) {
            const uint8_t *pixel = image + (y * width + x) * 3;
            const uint8_t r = pixel[0], g = pixel[1], b = pixel[2];
            result[y * width + x] = static_cast<uint8_t>(std::nearbyint(0.2989 * r + 0.5870 * g + 0.1140 * b));
        }
    }
    return result;
}
