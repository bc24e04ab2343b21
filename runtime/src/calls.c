/*
 * The tree of calls. A sample then has the number of one node instead of a whole stack, and each node is written once, when it is
 * first met. Nodes are found by a hash table in this process's memory; nothing is ever removed. A record is whole before its
 * number is put into the table: who is killed in between leaves a record that nobody names. Two handlers that add the same
 * at once may make two records of it, which does no harm.
 */
#define _GNU_SOURCE
#include "calls.h"
#include "ring.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

enum {
    CALLS = 1 << 20,
    CODES = 4 << 20, /* units of 8 bytes */
    SLOTS = 1 << 21, /* twice as many as there may be calls; of memory, only what is used */
    CODE_SLOTS = 1 << 17,
    MOST_TRIES = 64,
    CHUNK = 512,
    MOST_LINES = 200 * 1024, /* of bytes of a table of lines */
    MOST_NAME = 4096
};

static jac_ring calls = {.magic = JAC_CALLS_MAGIC, .unit = sizeof(jac_call)};
static jac_ring codes = {.magic = JAC_CODES_MAGIC, .unit = 8};
static uint32_t *slots; /* of calls, then of codes: numbers, 0 where there is none */

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
    return hash ^ hash >> 29;
}

int jac_calls_open(const char *calls_path, const char *codes_path, long hz) {
    size_t bytes = (SLOTS + CODE_SLOTS) * sizeof *slots;
    if (slots == NULL) {
        void *mapped = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (mapped == MAP_FAILED) return errno;
        slots = mapped;
    } else if (madvise(slots, bytes, MADV_DONTNEED) != 0) { /* all are 0 again */
        return errno;
    }
    int error = jac_ring_open(&codes, codes_path, CODES, hz);
    return error != 0 ? error : jac_ring_open(&calls, calls_path, CALLS, hz);
}

static const jac_call *call(uint32_t number) { return (const jac_call *) calls.records + number - 1; }

static uint32_t add_call(const jac_call *wanted) {
    uint64_t at;
    jac_call *added = jac_ring_claim(&calls, 1, &at);
    if (added == NULL) {
        __atomic_add_fetch(&calls.header->lost, 1, __ATOMIC_RELAXED);
        return 0;
    }
    *added = *wanted;
    return (uint32_t) at + 1;
}

uint32_t jac_calls_note(uint32_t caller, uint64_t place, int32_t instruction) {
    if (__atomic_load_n(&calls.header, __ATOMIC_ACQUIRE) == NULL) return caller;
    const jac_call wanted = {caller, instruction, place};
    uint64_t hash = mix(mix(mix(0, caller), place), (uint32_t) instruction);
    uint32_t mine = 0;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        uint32_t *slot = &slots[(hash + (uint64_t) tries) % SLOTS];
        uint32_t number = __atomic_load_n(slot, __ATOMIC_ACQUIRE);
        if (number == 0) {
            if (mine == 0) mine = add_call(&wanted);
            if (mine == 0) return caller;
            if (__atomic_compare_exchange_n(slot, &number, mine, 0, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE)) return mine;
        }
        if (memcmp(call(number), &wanted, sizeof wanted) == 0) return number;
    }
    return mine != 0 ? mine : caller;
}

/* Of a text and its length; 0 is no error. */
static int hash_text(uint64_t *hash, const jac_host_text *text) {
    uint64_t words[CHUNK / 8];
    *hash = mix(*hash, (uint64_t) text->bytes << 8 | text->width);
    for (uint32_t done = 0; done < text->bytes; done += CHUNK) {
        uint32_t part = text->bytes - done < CHUNK ? text->bytes - done : CHUNK;
        words[(part - 1) / 8] = 0;
        if (jac_sampler_peek(words, (const char *) text->start + done, part) != 0) return -1;
        for (uint32_t i = 0; i < (part + 7) / 8; i++) *hash = mix(*hash, words[i]);
    }
    return 0;
}

static uint32_t add_code(uint64_t hash, uint32_t line, const jac_host_text *texts[3]) {
    const jac_code header = {hash, line, texts[0]->bytes, texts[1]->bytes, texts[2]->bytes, texts[0]->width, texts[1]->width};
    uint64_t bytes = sizeof header, at;
    for (int i = 0; i < 3; i++) bytes += texts[i]->bytes;
    char *record = jac_ring_claim(&codes, (bytes + 7) / 8, &at);
    if (record == NULL) {
        __atomic_add_fetch(&codes.header->lost, 1, __ATOMIC_RELAXED);
        return 0;
    }
    memcpy(record, &header, sizeof header);
    record += sizeof header;
    for (int i = 0; i < 3; i++) {
        if (jac_sampler_peek(record, texts[i]->start, texts[i]->bytes) != 0) return 0;
        record += texts[i]->bytes;
    }
    return (uint32_t) at + 1;
}

uint32_t jac_sampler_code(uint32_t line, const jac_host_text *name, const jac_host_text *file, const jac_host_text *lines) {
    if (__atomic_load_n(&codes.header, __ATOMIC_ACQUIRE) == NULL) return 0;
    if (name->bytes > MOST_NAME || file->bytes > MOST_NAME || lines->bytes > MOST_LINES) return 0;
    const jac_host_text *texts[] = {name, file, lines};
    uint64_t hash = mix(1, line);
    for (int i = 0; i < 3; i++) {
        if (hash_text(&hash, texts[i]) != 0) return 0;
    }
    uint32_t mine = 0;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        uint32_t *slot = &slots[SLOTS + (hash + (uint64_t) tries) % CODE_SLOTS];
        uint32_t number = __atomic_load_n(slot, __ATOMIC_ACQUIRE);
        if (number == 0) {
            if (mine == 0) mine = add_code(hash, line, texts);
            if (mine == 0) return 0;
            if (__atomic_compare_exchange_n(slot, &number, mine, 0, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE)) return mine;
        }
        if (((const jac_code *) (codes.records + 8ull * (number - 1)))->hash == hash) return number;
    }
    return mine;
}

int jac_calls_finish(void) {
    int error = codes.header != NULL ? jac_ring_finish(&codes) : 0;
    int other = calls.header != NULL ? jac_ring_finish(&calls) : 0;
    jac_calls_close();
    return error != 0 ? error : other;
}

void jac_calls_close(void) {
    jac_ring_close(&calls);
    jac_ring_close(&codes);
}
