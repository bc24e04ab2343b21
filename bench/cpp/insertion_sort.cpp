// examples/insertion_sort.py in C++: the same loop, the same types.
#include <cstdint>

extern "C" int64_t *insertion_sort(int64_t *numbers, int64_t size) {
    for (int64_t i = 0; i < size; i++) {
        const int64_t moving = numbers[i];
        int64_t place = i;
        while (place > 0 && numbers[place - 1] > moving) {
            numbers[place] = numbers[place - 1];
            place -= 1;
        }
        numbers[place] = moving;
    }
    return numbers;
}
