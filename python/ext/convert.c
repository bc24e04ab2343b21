/* Explicit signatures take convertible arguments: an int for a float64, an int64 for an int32, a C array for an A one. */
#include "host.h"

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

/* Whether the value that begins at `from` converts to the type that begins at `to`; moves both past it. */
static bool one_fits(const uint64_t **from, const uint64_t *from_end, const uint64_t **to, const uint64_t *to_end) {
    if (*from == from_end || *to == to_end) {
        return false;
    }
    uint64_t source = *(*from)++, target = *(*to)++;
    if (WORD_CODE(target) == CODE_OPTIONAL && source != target) {
        if (WORD_CODE(source) == CODE_NONE) {
            return host_past(to, to_end) >= 0;
        }
        --*from;
        return one_fits(from, from_end, to, to_end);
    }
    host_code one = WORD_CODE(source), other = WORD_CODE(target);
    if (host_is_scalar(one) && host_is_scalar(other)) {
        if (host_is_time(one) || host_is_time(other)) {
            return one == other;
        }
        return is_complex(other) || !is_complex(one);
    }
    if (one == CODE_ARRAY) {
        return array_fits(source, target);
    }
    if (one == CODE_LIST) { /* its items are what they are */
        size_t words = (size_t)host_words_of(*from - 1);
        bool same = *from - 1 + words <= from_end && *to - 1 + words <= to_end
                && memcmp(*from - 1, *to - 1, words * sizeof(uint64_t)) == 0;
        *from += words - 1;
        *to += words - 1;
        return same;
    }
    if (source != target) {
        return false;
    }
    for (Py_ssize_t i = one == CODE_TUPLE ? WORD_LENGTH(source) : 0; i > 0; i--) {
        if (!one_fits(from, from_end, to, to_end)) {
            return false;
        }
    }
    return true;
}

bool host_convertible(const uint64_t *from, int nfrom, const uint64_t *to, int nto) {
    const uint64_t *from_end = from + nfrom, *to_end = to + nto;
    while (from < from_end && to < to_end) {
        if (!one_fits(&from, from_end, &to, to_end)) {
            return false;
        }
    }
    return from == from_end && to == to_end;
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

/* Whether it is a negative number that shall be an unsigned one: Python's own conversion refuses it, and so does Numba. */
static bool loses_sign(host_code from, const jac_slot *in, host_code to) {
    if (to < CODE_UINT8 || to > CODE_UINT64) {
        return false;
    }
    return is_float(from) ? real_of(in, from) <= -1.0 : from >= CODE_INT8 && from <= CODE_INT64 && in->i < 0;
}

typedef struct {
    const uint64_t *from, *to, *to_end;
    const jac_slot *in;
    jac_slot *out;
    bool negative; /* some number lost its sign */
} conversion;

static void convert_one(conversion *c) {
    uint64_t source = *c->from++, target = *c->to++;
    host_code code = WORD_CODE(source);
    if (WORD_CODE(target) == CODE_OPTIONAL) {
        (c->out++)->i = code != CODE_NONE;
        if (code == CODE_NONE) {
            int slots = host_past(&c->to, c->to_end);
            memset(c->out, 0, (size_t)slots * sizeof(jac_slot));
            c->out += slots;
        } else {
            c->from--;
            convert_one(c);
        }
    } else if (host_is_scalar(code)) {
        c->negative |= loses_sign(code, c->in, WORD_CODE(target));
        convert_scalar(code, c->in, WORD_CODE(target), c->out);
        c->in += is_complex(code) ? 2 : 1;
        c->out += is_complex(WORD_CODE(target)) ? 2 : 1;
    } else if (code == CODE_LIST) {
        *c->out++ = *c->in++;
        int words = host_words_of(c->to - 1) - 1;
        c->from += words;
        c->to += words;
    } else if (code == CODE_INSTANCE) {
        *c->out++ = *c->in++;
    } else if (code == CODE_ARRAY || code == CODE_STR) {
        int slots = code == CODE_STR ? STR_SLOTS : 2 + 2 * WORD_NDIM(target);
        memcpy(c->out, c->in, (size_t)slots * sizeof(jac_slot));
        c->in += slots;
        c->out += slots;
    } else if (code == CODE_TUPLE) {
        for (Py_ssize_t i = WORD_LENGTH(source); i > 0; i--) {
            convert_one(c);
        }
    }
}

int frame_convert(host_frame *frame, const uint64_t *to, int nto) {
    /* No word makes more slots than an array of the most axes. */
    int room = frame->nslots + nto;
    for (const uint64_t *word = to; word < to + nto; word++) {
        room += WORD_CODE(*word) == CODE_ARRAY ? 2 + 2 * WORD_NDIM(*word) : STR_SLOTS;
    }
    jac_slot stack[FRAME_SLOTS], *converted = room <= FRAME_SLOTS ? stack : PyMem_Malloc((size_t)room * sizeof(jac_slot));
    if (converted == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    conversion c = {frame->words, to, to + nto, frame->slots, converted, false};
    while (c.to < c.to_end) {
        convert_one(&c);
    }
    if (c.negative) {
        if (converted != stack) {
            PyMem_Free(converted);
        }
        PyErr_SetString(PyExc_OverflowError, "can't convert negative value to unsigned int");
        return -1;
    }
    frame->nslots = (int)(c.out - converted);
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
