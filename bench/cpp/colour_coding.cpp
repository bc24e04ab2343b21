// examples/colour_coding.py in C++: the same loop, the same types; the number of classes is a run-time value there too.
#include <cstdint>
#include <cstdlib>

extern "C" uint8_t *colour_coding(
        const double *probabilities, int64_t height, int64_t width, int64_t classes, const uint8_t *colours) {
    auto *result = static_cast<uint8_t *>(std::malloc(height * width * 3));
    for (int64_t y = 0; y < height; y++) {
        for (int64_t x = 0; x < width; x++) {
            const double *pixel = probabilities + (y * width + x) * classes;
            int64_t best = 0;
            double most = pixel[0];
            for (int64_t k = 1; k < classes; k++) {
                if (pixel[k] > most) {
                    best = k;
                    most = pixel[k];
                }
            }
            for (int64_t channel = 0; channel < 3; channel++) {
                result[(y * width + x) * 3 + channel] = static_cast<uint8_t>(colours[best * 3 + channel] * most);
            }
        }
    }
    return result;
}
