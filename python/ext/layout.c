/*
 * How a value of a type lies: the one place of the extension that knows. It is the compiler's types/Layout.java, read from words.
 */
#include "host.h"

/* How many slots a value of this code takes, and which of them refers to a block; -1 where there are types inside or the word is wrong. */
static int plain_slots(uint64_t word, bool *first_refers) {
    host_code code = WORD_CODE(word);
    *first_refers = code == CODE_STR || code == CODE_ARRAY || code == CODE_INSTANCE;
    switch (code) {
    case CODE_NONE:
    case CODE_OBJECT:
        return 0;
    case CODE_COMPLEX64:
    case CODE_COMPLEX128:
        return 2;
    case CODE_INSTANCE:
        return 1;
    case CODE_STR:
        return STR_SLOTS;
    case CODE_ARRAY:
        return host_is_scalar(WORD_DTYPE(word)) && WORD_NDIM(word) <= NPY_MAXDIMS ? 2 + 2 * WORD_NDIM(word) : -1;
    default:
        return host_is_scalar(code) ? 1 : -1;
    }
}

/* Moves past the type at `word`, whose slots begin with number `at`: the number behind them, or -1. Slots that refer to blocks set a bit. */
static int walk(const uint64_t **word, const uint64_t *end, int at, uint64_t *references) {
    if (*word == end) {
        return -1;
    }
    uint64_t w = *(*word)++;
    int inner = at;
    switch (WORD_CODE(w)) {
    case CODE_NAMED:
        return walk(word, end, at, references);
    case CODE_OPTIONAL:
        return walk(word, end, at + 1, references);
    case CODE_TUPLE:
        for (Py_ssize_t i = 0; i < WORD_LENGTH(w) && inner >= 0; i++) {
            inner = walk(word, end, inner, references);
        }
        return inner;
    case CODE_LIST:
    case CODE_GENERATOR: {
        uint64_t items = 0;
        *references |= (uint64_t)1 << (at & 63);
        return walk(word, end, 0, &items) < 0 ? -1 : at + 1;
    }
    default: {
        bool refers;
        int slots = plain_slots(w, &refers);
        *references |= (uint64_t)refers << (at & 63);
        return slots < 0 ? -1 : at + slots;
    }
    }
}

int host_past(const uint64_t **word, const uint64_t *end) {
    uint64_t references = 0;
    return walk(word, end, 0, &references);
}

int host_slots_of(const uint64_t *words, int nwords) {
    const uint64_t *word = words;
    int slots = host_past(&word, words + nwords);
    return word == words + nwords ? slots : -1;
}

int host_words_of(const uint64_t *words) {
    int count = 1;
    Py_ssize_t items = WORD_CODE(*words) == CODE_TUPLE ? WORD_LENGTH(*words)
            : WORD_CODE(*words) == CODE_LIST || WORD_CODE(*words) == CODE_OPTIONAL
                    || WORD_CODE(*words) == CODE_GENERATOR || WORD_CODE(*words) == CODE_NAMED;
    for (Py_ssize_t i = 0; i < items; i++) {
        count += host_words_of(words + count);
    }
    return count;
}

/* One number lies in a list as in an array: its size; 0 for anything else. */
static size_t packed_size(const uint64_t *item, int nitem) {
    host_code code = WORD_CODE(item[0]);
    if (nitem != 1 || !host_is_scalar(code)) {
        return 0;
    }
    switch (code) {
    case CODE_BOOL:
    case CODE_INT8:
    case CODE_UINT8:
        return 1;
    case CODE_INT16:
    case CODE_UINT16:
        return 2;
    case CODE_INT32:
    case CODE_UINT32:
    case CODE_FLOAT32:
        return 4;
    case CODE_COMPLEX128:
        return 16;
    default:
        return 8;
    }
}

bool host_item_layout(const uint64_t *item, int nitem, host_item *layout) {
    const uint64_t *word = item;
    *layout = (host_item){.words = item, .nwords = nitem};
    int slots = nitem > 0 ? walk(&word, item + nitem, 0, &layout->references) : -1;
    size_t packed = slots > 0 ? packed_size(item, nitem) : 0;
    layout->packed = packed != 0;
    layout->bytes = packed != 0 ? packed : (size_t)(slots < 0 ? 0 : slots) * sizeof(jac_slot);
    return slots >= 0 && slots <= 64 && word == item + nitem;
}

void host_pack(const host_item *layout, const jac_slot *slots, char *to) {
    if (layout->packed && WORD_CODE(layout->words[0]) == CODE_COMPLEX64) {
        memcpy(to, &slots[0].f, sizeof(float));
        memcpy(to + sizeof(float), &slots[1].f, sizeof(float));
    } else {
        memcpy(to, slots, layout->bytes); /* the low bytes come first */
    }
}

void host_unpack(const host_item *layout, const char *from, jac_slot *slots) {
    slots[0].i = slots[1].i = 0;
    switch (WORD_CODE(layout->words[0])) {
    case CODE_COMPLEX64:
        memcpy(&slots[0].f, from, sizeof(float));
        memcpy(&slots[1].f, from + sizeof(float), sizeof(float));
        return;
    case CODE_INT8:
    case CODE_INT16:
    case CODE_INT32: {
        int shift = 64 - 8 * (int)layout->bytes;
        uint64_t bits = 0;
        memcpy(&bits, from, layout->bytes);
        slots->i = (int64_t)(bits << shift) >> shift;
        return;
    }
    default:
        memcpy(slots, from, layout->bytes);
    }
}
