// examples/square_log.py in C++: the same loop, the same types.
#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" double *square_log(const double *x, int64_t size) {
    auto *result = static_cast<double *>(std::malloc(size * sizeof(double)));
    for (int64_t i = 0; i < size; i++) result[i] = x[i] * x[i] + std::log(x[i]);
    return result;
}

extern "C" double *log_of_squares(const double *x, int64_t size) {
    auto *result = static_cast<double *>(std::malloc(size * sizeof(double)));
    for (int64_t i = 0; i < size; i++) result[i] = std::log(x[i] * x[i]);
    return result;
}
