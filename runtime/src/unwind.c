/*
 * For each address there is a rule: where the stack was before the function was called (the frame's address), and where the
 * caller's rbp is. The rule is found in the object's .eh_frame, by the sorted table of .eh_frame_hdr, and kept: stacks of
 * samples have few different addresses. _dl_find_object may be called in a handler, and all is read by guarded copies, since an
 * object may be unloaded at any moment. Code without tables (hand-written assembly) ends the way, but for the innermost:
 * there the nearest word of the stack that is behind a call is taken for the return address.
 */
#define _GNU_SOURCE
#include "unwind.h"
#include "sampler.h"

#include <features.h>

#if defined(__x86_64__) && __GLIBC_PREREQ(2, 35)

#include <dlfcn.h>
#include <link.h>
#include <string.h>

enum {
    RBP = 6,
    RSP = 7,
    RETURN = 16,
    KEPT = 1 << 13,
    LOOK_WORDS = 64,
    STATES = 8,
    MOST_OWN = 32, /* frames of this library */
    /* How the frame's address is found. */
    NO_RULE = 0,
    NO_FURTHER, /* here the way ends */
    REGISTER,  /* register + offset */
    MEMORY,    /* what is at register + offset */
    STUB_ENTRY /* of a procedure linkage table: rsp + 8, and 8 more behind its push */
};

typedef struct {
    uint8_t how, from; /* from: a register */
    int16_t saved;     /* the caller's rbp is so far behind the frame's address; 0: still in rbp */
    int32_t offset;
} rule;

typedef struct {
    uint64_t check, value; /* the address, mixed with the value: half of another's record matches nobody */
} kept_rule;

static kept_rule kept[KEPT];

typedef int finder(void *, struct dl_find_object *);
static finder *find_object;

int jac_unwind_prepare(void) {
    if (find_object == NULL) find_object = (finder *) dlsym(RTLD_DEFAULT, "_dl_find_object"); /* since glibc 2.35 */
    return find_object != NULL;
}

/* ---- Reading tables ---- */

typedef struct {
    const unsigned char *at, *end;
    uintptr_t address; /* of *at in the object */
    int bad;
} cursor;

static uint64_t take(cursor *from, int bytes) {
    uint64_t value = 0;
    if (from->end - from->at < bytes) {
        from->bad = 1;
        from->at = from->end;
        return 0;
    }
    memcpy(&value, from->at, (size_t) bytes);
    from->at += bytes;
    from->address += (uintptr_t) bytes;
    return value;
}

static uint64_t take_unsigned(cursor *from) {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        uint64_t part = take(from, 1);
        value |= (part & 127) << shift;
        if ((part & 128) == 0) return value;
    }
    from->bad = 1;
    return 0;
}

static int64_t take_signed(cursor *from) {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        uint64_t part = take(from, 1);
        value |= (part & 127) << shift;
        if ((part & 128) != 0) continue;
        if ((part & 64) != 0 && shift + 7 < 64) value |= ~0ull << (shift + 7);
        return (int64_t) value;
    }
    from->bad = 1;
    return 0;
}

/* A pointer as DW_EH_PE_… says. */
static uintptr_t take_pointer(cursor *from, int encoding) {
    uintptr_t here = from->address;
    uint64_t value;
    switch (encoding & 15) {
        case 0x0: case 0x4: case 0xc: value = take(from, 8); break;
        case 0x2: value = take(from, 2); break;
        case 0x3: value = take(from, 4); break;
        case 0xa: value = (uint64_t) (int16_t) take(from, 2); break;
        case 0xb: value = (uint64_t) (int32_t) take(from, 4); break;
        default: from->bad = 1; return 0;
    }
    if ((encoding & 0x70) == 0x10) value += here;
    else if ((encoding & 0x70) != 0) from->bad = 1;
    return value;
}

/* Copies an entry of .eh_frame, as far as there is room; 0 where it is none. The cursor is behind its length. */
static int open_entry(jac_guard *guard, uintptr_t address, unsigned char *room, size_t size, cursor *entry) {
    uint32_t length = 0;
    if (jac_guard_copy(guard, &length, (const void *) address, 4) != 0 || length == 0 || length == ~0u) return 0;
    size_t bytes = length < size ? length : size;
    if (jac_guard_copy(guard, room, (const void *) (address + 4), bytes) != 0) return 0;
    *entry = (cursor) {room, room + bytes, address + 4, 0};
    return 1;
}

/* What the entry for a function has in common with others. */
typedef struct {
    uint64_t code_factor;
    int64_t data_factor;
    int encoding, has_augmentation;
    cursor instructions;
} common_part;

static int read_common(jac_guard *guard, uintptr_t address, jac_unwind_room *room, common_part *common) {
    cursor in;
    if (!open_entry(guard, address, room->common, sizeof room->common, &in)) return 0;
    if (take(&in, 4) != 0) return 0;
    uint64_t version = take(&in, 1);
    const char *augmentation = (const char *) in.at;
    while (take(&in, 1) != 0) continue;
    if (in.bad || (version != 1 && version != 3)) return 0;
    common->code_factor = take_unsigned(&in);
    common->data_factor = take_signed(&in);
    if ((version == 1 ? take(&in, 1) : take_unsigned(&in)) != RETURN) return 0;
    common->encoding = 0;
    common->has_augmentation = *augmentation == 'z';
    if (common->has_augmentation) {
        uint64_t length = take_unsigned(&in);
        if (in.bad || length > (uint64_t) (in.end - in.at)) return 0;
        cursor data = in;
        for (const char *letter = augmentation + 1; *letter != 0; letter++) {
            if (*letter == 'R') common->encoding = (int) take(&data, 1);
            else if (*letter == 'L') take(&data, 1);
            else if (*letter == 'P') {
                int encoding = (int) take(&data, 1);
                take_pointer(&data, encoding & 15);
            } else if (*letter == 'S') return 0; /* the frame of a signal: its caller is no caller */
        }
        in.at += length;
        in.address += length;
    } else if (*augmentation != 0) {
        return 0;
    }
    common->instructions = in;
    return !in.bad;
}

/* The frame's address as an expression: only the two that compilers and linkers use. */
static void expression(rule *now, cursor *in) {
    static const unsigned char stub[] = {0x77, 0x08, 0x80, 0x00, 0x3f, 0x1a, 0x3b, 0x2a, 0x33, 0x24, 0x22};
    uint64_t length = take_unsigned(in);
    now->how = NO_RULE;
    if (in->bad || length > (uint64_t) (in->end - in->at)) {
        in->bad = 1;
        return;
    }
    cursor words = {in->at, in->at + length, 0, 0};
    in->at += length;
    if (length == sizeof stub && memcmp(words.at, stub, sizeof stub) == 0) {
        now->how = STUB_ENTRY;
        return;
    }
    uint64_t first = take(&words, 1);
    int64_t offset = take_signed(&words);
    if (first < 0x70 || first > 0x70 + 15 || take(&words, 1) != 0x06 || words.bad || words.at != words.end) return;
    *now = (rule) {MEMORY, (uint8_t) (first - 0x70), now->saved, (int32_t) offset};
}

static void skip_block(cursor *in) {
    uint64_t length = take_unsigned(in);
    if (in->bad || length > (uint64_t) (in->end - in->at)) in->bad = 1;
    else in->at += length;
}

/* Follows the instructions up to an address; what they say of other registers than rbp and the frame's address is left out. */
static void follow(cursor *in, const common_part *common, uintptr_t start, uintptr_t wanted, rule *now, const rule *initial) {
    rule states[STATES];
    int depth = 0;
    uintptr_t here = start;
    while (in->at < in->end && !in->bad) {
        int code = (int) take(in, 1), low = code & 63;
        uint64_t to;
        switch (code & 0xc0) {
            case 0x40: /* advance */
                here += (uint64_t) low * common->code_factor;
                if (here > wanted) return;
                continue;
            case 0x80: /* offset */
                to = take_unsigned(in);
                if (low == RBP) now->saved = (int16_t) ((int64_t) to * common->data_factor);
                continue;
            case 0xc0: /* restore */
                if (low == RBP) now->saved = initial->saved;
                continue;
            default: break;
        }
        switch (code) {
            case 0x00: break;
            case 0x01: here = take_pointer(in, common->encoding); break;
            case 0x02: here += take(in, 1) * common->code_factor; break;
            case 0x03: here += take(in, 2) * common->code_factor; break;
            case 0x04: here += take(in, 4) * common->code_factor; break;
            case 0x05: /* offset_extended */
                to = take_unsigned(in);
                if (to == RBP) now->saved = (int16_t) ((int64_t) take_unsigned(in) * common->data_factor);
                else take_unsigned(in);
                break;
            case 0x06: case 0x07: case 0x08: /* restore_extended, undefined, same_value */
                if (take_unsigned(in) == RBP) now->saved = 0;
                break;
            case 0x09: /* register */
                take_unsigned(in);
                take_unsigned(in);
                break;
            case 0x0a:
                if (depth == STATES) in->bad = 1;
                else states[depth++] = *now;
                break;
            case 0x0b:
                if (depth == 0) in->bad = 1;
                else *now = states[--depth];
                break;
            case 0x0c: /* def_cfa */
                now->how = REGISTER;
                now->from = (uint8_t) take_unsigned(in);
                now->offset = (int32_t) take_unsigned(in);
                break;
            case 0x0d: now->from = (uint8_t) take_unsigned(in); break;
            case 0x0e: now->offset = (int32_t) take_unsigned(in); break;
            case 0x0f: expression(now, in); break;
            case 0x10: { /* a register is where an expression says: rbp at rbp + n, where the stack was realigned */
                uint64_t which = take_unsigned(in);
                if (which == RBP && in->end - in->at >= 3 && in->at[0] == 2 && in->at[1] == 0x76 && in->at[2] == 0) now->saved = INT16_MIN;
                skip_block(in);
                break;
            }
            case 0x16:
                take_unsigned(in);
                skip_block(in);
                break;
            case 0x12: /* def_cfa_sf */
                now->how = REGISTER;
                now->from = (uint8_t) take_unsigned(in);
                now->offset = (int32_t) (take_signed(in) * common->data_factor);
                break;
            case 0x13: now->offset = (int32_t) (take_signed(in) * common->data_factor); break;
            case 0x11: /* offset_extended_sf */
                to = take_unsigned(in);
                if (to == RBP) now->saved = (int16_t) (take_signed(in) * common->data_factor);
                else take_signed(in);
                break;
            case 0x2e: take_unsigned(in); break; /* GNU_args_size */
            default: in->bad = 1; break;
        }
        if (here > wanted) return;
    }
}

/* The entry for an address in the sorted table of an object; 0 where there is none. */
static uintptr_t entry_of(jac_guard *guard, uintptr_t header, uintptr_t wanted) {
    unsigned char head[12];
    int32_t pair[2];
    uint32_t count;
    if (jac_guard_copy(guard, head, (const void *) header, sizeof head) != 0) return 0;
    if (head[0] != 1 || (head[1] & 15) != 0x0b || head[2] != 0x03 || head[3] != 0x3b) return 0; /* as all linkers make it */
    memcpy(&count, head + 8, sizeof count);
    uintptr_t table = header + 12;
    uint32_t low = 0, high = count;
    while (low < high) { /* the last one that begins not behind it */
        uint32_t middle = low + (high - low) / 2;
        if (jac_guard_copy(guard, pair, (const void *) (table + 8ull * middle), 8) != 0) return 0;
        if (header + (uintptr_t) (intptr_t) pair[0] <= wanted) low = middle + 1;
        else high = middle;
    }
    if (low == 0 || jac_guard_copy(guard, pair, (const void *) (table + 8ull * (low - 1)), 8) != 0) return 0;
    return header + (uintptr_t) (intptr_t) pair[1];
}

/* Finds the rule for an address, and where its function begins. */
static rule find_rule(jac_guard *guard, uintptr_t wanted, jac_unwind_room *room, uintptr_t *begin) {
    const rule none = {NO_RULE, 0, 0, 0};
    struct dl_find_object object;
    *begin = 0;
    if (find_object((void *) wanted, &object) != 0 || object.dlfo_eh_frame == NULL) return none;
    uintptr_t address = entry_of(guard, (uintptr_t) object.dlfo_eh_frame, wanted);
    cursor in;
    if (address == 0 || !open_entry(guard, address, room->entry, sizeof room->entry, &in)) return none;
    uintptr_t here = in.address;
    common_part common;
    if (!read_common(guard, here - take(&in, 4), room, &common)) return none;
    uintptr_t start = take_pointer(&in, common.encoding);
    uintptr_t length = take_pointer(&in, common.encoding & 15);
    if (in.bad || wanted < start || wanted - start >= length) return none;
    if (common.has_augmentation) skip_block(&in);
    rule now = none;
    follow(&common.instructions, &common, start, ~(uintptr_t) 0, &now, &none);
    rule initial = now;
    in.address = address + 4 + (uintptr_t) (in.at - room->entry);
    follow(&in, &common, start, wanted, &now, &initial);
    *begin = start;
    return common.instructions.bad || in.bad ? none : now;
}

/* The same, of one that is kept where it was found before. One that ends the way is kept as such. */
static rule rule_of(jac_guard *guard, uintptr_t wanted, uintptr_t end, jac_unwind_room *room) {
    kept_rule *at = &kept[(wanted * 0x9e3779b97f4a7c15ull >> 40) % KEPT];
    uint64_t value = __atomic_load_n(&at->value, __ATOMIC_RELAXED);
    rule found;
    if ((__atomic_load_n(&at->check, __ATOMIC_RELAXED) ^ value) == wanted) {
        memcpy(&found, &value, sizeof found);
        return found;
    }
    uintptr_t begin;
    found = find_rule(guard, wanted, room, &begin);
    if (begin != 0 && begin == end) found.how = NO_FURTHER;
    memcpy(&value, &found, sizeof value);
    __atomic_store_n(&at->value, value, __ATOMIC_RELAXED);
    __atomic_store_n(&at->check, wanted ^ value, __ATOMIC_RELAXED);
    return found;
}

_Static_assert(sizeof(rule) == sizeof(uint64_t), "a rule is kept in one word");

typedef struct {
    uintptr_t pc, rsp, rbp;
} place;

/* The value of a register that compilers number so; only in the innermost frame are all of them known. */
static int register_value(const ucontext_t *context, const place *at, int number, int innermost, uintptr_t *value) {
    static const int names[] = {REG_RAX, REG_RDX, REG_RCX, REG_RBX, REG_RSI, REG_RDI, REG_RBP, REG_RSP,
                                REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};
    if (number == RSP) *value = at->rsp;
    else if (number == RBP) *value = at->rbp;
    else if (innermost && context != NULL && number < 16) *value = (uintptr_t) context->uc_mcontext.gregs[names[number]];
    else return 0;
    return 1;
}

/* Goes to the caller. 0 where the way ends. */
static int step(jac_guard *guard, const ucontext_t *context, place *at, const rule *by, int innermost) {
    uintptr_t frame, value;
    if (by->how == STUB_ENTRY) {
        frame = at->rsp + 8 + ((at->pc & 15) >= 11 ? 8 : 0);
    } else {
        if (!register_value(context, at, by->from, innermost, &value)) return 0;
        frame = value + (uintptr_t) (intptr_t) by->offset;
        if (by->how == MEMORY && jac_guard_copy(guard, &frame, (const void *) frame, 8) != 0) return 0;
    }
    if (frame <= at->rsp || frame % 8 != 0) return 0;
    uintptr_t saved = by->saved == INT16_MIN ? at->rbp : frame + (uintptr_t) (intptr_t) by->saved;
    if (by->saved != 0 && jac_guard_copy(guard, &at->rbp, (const void *) saved, 8) != 0) return 0;
    if (jac_guard_copy(guard, &at->pc, (const void *) (frame - 8), 8) != 0) return 0;
    at->rsp = frame;
    return at->pc > 4096;
}

/* Code without tables: the nearest word that looks like an address behind a call. */
static int guess(jac_guard *guard, place *at) {
    uintptr_t words[LOOK_WORDS];
    uintptr_t stack = (at->rsp + 7) & ~(uintptr_t) 7, page = (stack | 4095) + 1;
    size_t bytes = sizeof words;
    if (jac_guard_copy(guard, words, (const void *) stack, bytes) != 0) {
        bytes = page - stack < bytes ? page - stack : bytes;
        if (jac_guard_copy(guard, words, (const void *) stack, bytes) != 0) return 0;
    }
    for (size_t i = 0; i < bytes / 8; i++) {
        struct dl_find_object object;
        unsigned char before[8];
        if (words[i] < 4096 || find_object((void *) words[i], &object) != 0) continue;
        if (jac_guard_copy(guard, before, (const void *) (words[i] - 8), 8) != 0 || !jac_after_call(before + 8)) continue;
        at->pc = words[i];
        at->rsp = stack + 8 * (i + 1);
        return 1;
    }
    return 0;
}

static size_t follow_callers(jac_guard *guard, const ucontext_t *context, place at, uintptr_t end, jac_unwind_room *room) {
    size_t found = 0;
    rule by = rule_of(guard, at.pc, end, room);
    while (found < JAC_MOST_RETURNS && by.how != NO_FURTHER) {
        int innermost = found == 0;
        int there = by.how != NO_RULE ? step(guard, context, &at, &by, innermost) : innermost && guess(guard, &at);
        if (!there) break;
        by = rule_of(guard, at.pc - 1, end, room); /* of the call, which may be the last of its function */
        if (by.how == NO_FURTHER) break;
        room->returns[found++] = at.pc;
        if (jac_kernels_hold(at.pc)) break;
    }
    return found;
}

size_t jac_unwind(jac_guard *guard, const ucontext_t *context, uintptr_t end, jac_unwind_room *room) {
    const greg_t *registers = context->uc_mcontext.gregs;
    place at = {(uintptr_t) registers[REG_RIP], (uintptr_t) registers[REG_RSP], (uintptr_t) registers[REG_RBP]};
    return follow_callers(guard, context, at, end, room);
}

size_t jac_unwind_from(jac_guard *guard, uintptr_t pc, uintptr_t stack, uintptr_t end, jac_unwind_room *room) {
    return follow_callers(guard, NULL, (place) {pc, stack, 0}, end, room);
}

__attribute__((noinline)) uintptr_t jac_unwind_out(jac_unwind_room *room) {
    place at;
    struct dl_find_object own;
    __asm__("lea 0(%%rip), %0\n\tmov %%rsp, %1\n\tmov %%rbp, %2" : "=r"(at.pc), "=r"(at.rsp), "=r"(at.rbp));
    if (find_object == NULL || find_object((void *) at.pc, &own) != 0) return 0;
    jac_guard guard = {.faults = 1}; /* it is our own stack, and our own tables */
    for (int steps = 0; steps < MOST_OWN; steps++) {
        rule by = rule_of(&guard, steps == 0 ? at.pc : at.pc - 1, 0, room);
        if (by.how == NO_RULE || by.how == NO_FURTHER || !step(&guard, NULL, &at, &by, 0)) return 0;
        if (at.pc < (uintptr_t) own.dlfo_map_start || at.pc >= (uintptr_t) own.dlfo_map_end) return at.pc;
    }
    return 0;
}

#else

uintptr_t jac_unwind_out(jac_unwind_room *room) {
    (void) room;
    return 0;
}

int jac_unwind_prepare(void) { return 0; }

size_t jac_unwind(jac_guard *guard, const ucontext_t *context, uintptr_t end, jac_unwind_room *room) {
    (void) guard, (void) context, (void) end, (void) room;
    return 0;
}

size_t jac_unwind_from(jac_guard *guard, uintptr_t pc, uintptr_t stack, uintptr_t end, jac_unwind_room *room) {
    (void) guard, (void) pc, (void) stack, (void) end, (void) room;
    return 0;
}

#endif
