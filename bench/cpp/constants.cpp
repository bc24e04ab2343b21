// examples/constants.py in C++: the same loop, the same types.
#include <cstdint>
#include <cstdlib>

extern "C" int64_t *constants(const int64_t *numbers, int64_t size) {
    auto *result = static_cast<int64_t *>(std::malloc(size * sizeof(int64_t)));
    for (int64_t i = 0; i < size; i++) {
        int64_t number = numbers[i];
        number += 123'000'000;
        number += 456'000;
        number += 789;
        result[i] = number;
    }
    return result;
}
