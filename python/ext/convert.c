/* Explicit signatures take convertible arguments: an int for a float64, an int64 for an int32, a C array for an A one. */
#include "host.h"

static bool is_scalar(host_code code) {
    return code >= CODE_BOOL && code < CODE_SCALARS;
}

static bool is_complex(host_code code) {
    return code == CODE_COMPLEX64 || code == CODE_COMPLEX128;
}

static bool is_float(host_code code) {
    return code == CODE_FLOAT32 || code == CODE_FLOAT64;
}

/* Everything but the layout, the writable flag (it may be dropped) and the short last axis is equal. */
static bool array_fits(uint64_t from, uint64_t to) {
    const uint64_t same = 0xffffffu | 1u << 27; /* code, dtype, rank, alignment */
    unsigned from_layout = (from >> 24) & 3, to_layout = (to >> 24) & 3;
    return (from & same) == (to & same) && (to_layout == LAYOUT_A || from_layout == to_layout)
            && (WORD_READONLY(to) || !WORD_READONLY(from)) && ((to >> 32) == 0 || (to >> 32) == (from >> 32));
}

bool host_convertible(const uint64_t *from, int nfrom, const uint64_t *to, int nto) {
    if (nfrom != nto) {
        return false;
    }
    for (int i = 0; i < nfrom; i++) {
        host_code source = WORD_CODE(from[i]), target = WORD_CODE(to[i]);
        if (source == CODE_LIST) { /* its items are what they are */
            int count = host_words_of(from + i);
            if (target != CODE_LIST || count != host_words_of(to + i)
                    || memcmp(from + i, to + i, (size_t)count * sizeof(uint64_t)) != 0) {
                return false;
            }
            i += count - 1;
            continue;
        }
        bool fits = is_scalar(source) && is_scalar(target) ? is_complex(target) || !is_complex(source)
                : source == CODE_ARRAY                      ? array_fits(from[i], to[i])
                                                            : from[i] == to[i];
        if (!fits) {
            return false;
        }
    }
    return true;
}

static int64_t wrap(int64_t value, host_code code) {
    switch (code) {
    case CODE_BOOL:
        return value != 0;
    case CODE_INT8:
        return (int8_t)value;
    case CODE_INT16:
        return (int16_t)value;
    case CODE_INT32:
        return (int32_t)value;
    case CODE_UINT8:
        return (uint8_t)value;
    case CODE_UINT16:
        return (uint16_t)value;
    case CODE_UINT32:
        return (uint32_t)value;
    default:
        return value;
    }
}

/* A float outside int64 gives what the machine gives, INT64_MIN; C leaves it undefined. */
static int64_t truncated(double value, host_code code) {
    if (code == CODE_BOOL) {
        return value != 0;
    }
    if (code == CODE_UINT64 && value >= 9223372036854775808.0 && value < 18446744073709551616.0) {
        return (int64_t)(uint64_t)value;
    }
    return value >= -9223372036854775808.0 && value < 9223372036854775808.0 ? (int64_t)value : INT64_MIN;
}

static double real_of(const jac_slot *slot, host_code code) {
    switch (code) {
    case CODE_FLOAT64:
    case CODE_COMPLEX128:
        return slot->d;
    case CODE_FLOAT32:
    case CODE_COMPLEX64:
        return (double)slot->f;
    case CODE_UINT64:
        return (double)(uint64_t)slot->i;
    default:
        return (double)slot->i;
    }
}

static void store_real(jac_slot *slot, host_code code, double value) {
    if (code == CODE_FLOAT64 || code == CODE_COMPLEX128) {
        slot->d = value;
    } else {
        slot->i = 0;
        slot->f = (float)value;
    }
}

static void convert_scalar(host_code from, const jac_slot *in, host_code to, jac_slot *out) {
    if (is_complex(to)) {
        double imaginary = is_complex(from) ? real_of(in + 1, from) : 0.0;
        store_real(out, to, real_of(in, from));
        store_real(out + 1, to, imaginary);
    } else if (is_float(to)) {
        store_real(out, to, real_of(in, from));
    } else {
        out->i = wrap(is_float(from) ? truncated(real_of(in, from), to) : in->i, to);
    }
}

int frame_convert(host_frame *frame, const uint64_t *to, int nto) {
    /* A scalar may become complex: one slot more for each word is always enough. */
    int room = frame->nslots + nto;
    jac_slot stack[FRAME_SLOTS], *converted = room <= FRAME_SLOTS ? stack : PyMem_Malloc((size_t)room * sizeof(jac_slot));
    if (converted == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    const jac_slot *in = frame->slots;
    jac_slot *out = converted;
    for (int i = 0; i < nto; i++) {
        host_code code = WORD_CODE(frame->words[i]);
        if (is_scalar(code)) {
            convert_scalar(code, in, WORD_CODE(to[i]), out);
            in += is_complex(code) ? 2 : 1;
            out += is_complex(WORD_CODE(to[i])) ? 2 : 1;
        } else if (code == CODE_LIST) {
            *out++ = *in++;
            i += host_words_of(to + i) - 1;
        } else if (code == CODE_ARRAY) {
            int slots = 2 + 2 * WORD_NDIM(to[i]);
            memcpy(out, in, (size_t)slots * sizeof(jac_slot));
            in += slots;
            out += slots;
        }
    }
    frame->nslots = (int)(out - converted);
    if (converted == stack) { /* then it fits into the frame's own slots, whichever are in use */
        memcpy(frame->slots, stack, (size_t)frame->nslots * sizeof(jac_slot));
    } else {
        if (frame->slots != frame->own_slots) {
            PyMem_Free(frame->slots);
        }
        frame->slots = converted;
        frame->slot_room = room;
    }
    return 0;
}
