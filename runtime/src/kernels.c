/* Where the kernels are: the loaded objects that export jaculus_entry. */
#define _GNU_SOURCE
#include "sampler.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { RANGES = 8192 };

/* Only ever appended to (kernels are never unloaded), so the handler reads it without a lock. */
static struct {
    uintptr_t low, high;
} ranges[RANGES];
static int count;
static uintptr_t lowest = UINTPTR_MAX, highest;

static const char ENTRY[] = "jaculus_entry";

typedef struct {
    const ElfW(Sym) *symbols;
    const char *strings;
    const uint32_t *hash;
    const uint32_t *gnu_hash;
} tables;

static int is_entry(const tables *in, uint32_t symbol) {
    const ElfW(Sym) *it = &in->symbols[symbol];
    return it->st_shndx != SHN_UNDEF && strcmp(in->strings + it->st_name, ENTRY) == 0;
}

static int in_hash(const tables *in) {
    uint32_t hash = 0;
    for (const char *c = ENTRY; *c != 0; c++) {
        hash = (hash << 4) + (unsigned char) *c;
        uint32_t high = hash & 0xf0000000u;
        hash = (hash ^ (high >> 24)) & ~high;
    }
    uint32_t buckets = in->hash[0];
    const uint32_t *bucket = in->hash + 2, *chain = bucket + buckets;
    if (buckets == 0) return 0;
    for (uint32_t i = bucket[hash % buckets]; i != STN_UNDEF; i = chain[i]) {
        if (is_entry(in, i)) return 1;
    }
    return 0;
}

static int in_gnu_hash(const tables *in) {
    uint32_t hash = 5381;
    for (const char *c = ENTRY; *c != 0; c++) hash = hash * 33 + (unsigned char) *c;
    uint32_t buckets = in->gnu_hash[0], first = in->gnu_hash[1], bloom_words = in->gnu_hash[2];
    const ElfW(Addr) *bloom = (const ElfW(Addr) *) (in->gnu_hash + 4);
    const uint32_t *bucket = (const uint32_t *) (bloom + bloom_words), *chain = bucket + buckets;
    if (buckets == 0) return 0;
    uint32_t i = bucket[hash % buckets];
    if (i < first) return 0;
    for (;; i++) {
        uint32_t at = chain[i - first];
        if ((at | 1) == (hash | 1) && is_entry(in, i)) return 1;
        if ((at & 1) != 0) return 0;
    }
}

static int exports_entry(const struct dl_phdr_info *object) {
    const ElfW(Dyn) *dynamic = NULL;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        if (object->dlpi_phdr[i].p_type == PT_DYNAMIC) {
            dynamic = (const ElfW(Dyn) *) (object->dlpi_addr + object->dlpi_phdr[i].p_vaddr);
        }
    }
    if (dynamic == NULL) return 0;
    tables in = {NULL, NULL, NULL, NULL};
    for (; dynamic->d_tag != DT_NULL; dynamic++) {
        ElfW(Addr) at = dynamic->d_un.d_ptr;
        if (at < object->dlpi_addr) at += object->dlpi_addr; /* the vDSO's are not relocated */
        if (dynamic->d_tag == DT_SYMTAB) in.symbols = (const ElfW(Sym) *) at;
        if (dynamic->d_tag == DT_STRTAB) in.strings = (const char *) at;
        if (dynamic->d_tag == DT_HASH) in.hash = (const uint32_t *) at;
        if (dynamic->d_tag == DT_GNU_HASH) in.gnu_hash = (const uint32_t *) at;
    }
    if (in.symbols == NULL || in.strings == NULL) return 0;
    if (in.gnu_hash != NULL) return in_gnu_hash(&in);
    return in.hash != NULL && in_hash(&in);
}

static void add(uintptr_t low, uintptr_t high) {
    for (int i = 0; i < count; i++) {
        if (ranges[i].low == low) return;
    }
    if (count == RANGES) return;
    ranges[count].low = low;
    ranges[count].high = high;
    if (low < lowest) __atomic_store_n(&lowest, low, __ATOMIC_RELAXED);
    if (high > highest) __atomic_store_n(&highest, high, __ATOMIC_RELAXED);
    __atomic_store_n(&count, count + 1, __ATOMIC_RELEASE);
}

/* Objects are listed in the order in which they were loaded: those that were looked at before need not be, unless one was unloaded. */
static struct {
    unsigned long long loaded, unloaded;
} looked;

static int note_object(struct dl_phdr_info *object, size_t size, void *count) {
    (void) size;
    unsigned long long number = ++*(unsigned long long *) count;
    if (object->dlpi_subs == looked.unloaded && number + looked.unloaded <= looked.loaded) return 0;
    if (!exports_entry(object)) return 0;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0) continue;
        uintptr_t low = object->dlpi_addr + part->p_vaddr;
        add(low, low + part->p_memsz);
    }
    return 0;
}

static int note_counts(struct dl_phdr_info *object, size_t size, void *unused) {
    (void) size;
    (void) unused;
    looked.loaded = object->dlpi_adds;
    looked.unloaded = object->dlpi_subs;
    return 1;
}

void jac_kernels_note(void) {
    unsigned long long count = 0;
    dl_iterate_phdr(note_object, &count);
    dl_iterate_phdr(note_counts, NULL);
}

/* The range that holds the address, or -1. */
static int range_of(uintptr_t address) {
    if (address < __atomic_load_n(&lowest, __ATOMIC_RELAXED)) return -1;
    if (address >= __atomic_load_n(&highest, __ATOMIC_RELAXED)) return -1;
    int known = __atomic_load_n(&count, __ATOMIC_ACQUIRE);
    for (int i = 0; i < known; i++) {
        if (address >= ranges[i].low && address < ranges[i].high) return i;
    }
    return -1;
}

int jac_kernels_hold(uintptr_t address) { return range_of(address) >= 0; }

#if defined(__x86_64__)
enum { LONGEST_CALL = 7 };

int jac_after_call(const unsigned char *at) {
    if (at[-5] == 0xe8) return 1;                                             /* call rel32 */
    if (at[-2] == 0xff && (at[-1] & 0xf8) == 0xd0) return 1;                  /* call *register */
    if (at[-6] == 0xff && at[-5] == 0x15) return 1;                           /* call *rel32(%rip) */
    if (at[-3] == 0xff && (at[-2] & 0xf8) == 0x50) return 1;                  /* call *disp8(register) */
    if (at[-4] == 0xff && at[-3] == 0x54) return 1;                           /* call *disp8(%rsp) */
    if (at[-6] == 0xff && (at[-5] & 0xf8) == 0x90) return 1;                  /* call *disp32(register) */
    return at[-7] == 0xff && at[-6] == 0x94;                                  /* call *disp32(%rsp) */
}

int jac_kernels_stub(uintptr_t address) {
    const unsigned char *at = (const unsigned char *) address;
    return at[0] == 0xff && at[1] == 0x25; /* jmp *rel32(%rip) */
}
#else
enum { LONGEST_CALL = 4 };

int jac_after_call(const unsigned char *at) {
    uint32_t before;
    memcpy(&before, at - 4, sizeof before);
    return (before & 0xfc000000) == 0x94000000 || (before & 0xfffffc1f) == 0xd63f0000; /* bl, blr */
}

int jac_kernels_stub(uintptr_t address) {
    (void) address;
    return 0; /* the return address is in a register there */
}
#endif

int jac_kernels_return(uintptr_t address) {
    int range = range_of(address);
    return range >= 0 && address - ranges[range].low >= LONGEST_CALL && jac_after_call((const unsigned char *) address);
}

static int copy(int from, int to) {
    char buffer[16384];
    for (;;) {
        ssize_t got = read(from, buffer, sizeof buffer);
        if (got == 0) return 0;
        if (got < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, buffer + done, (size_t) (got - done));
            if (put < 0 && errno != EINTR) return errno;
            if (put > 0) done += put;
        }
    }
}

int jac_maps_copy(const char *path) {
    char temporary[PATH_MAX];
    if (snprintf(temporary, sizeof temporary, "%s.new", path) >= (int) sizeof temporary) return ENAMETOOLONG;
    int from = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (from < 0) return errno;
    int to = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int error = to < 0 ? errno : copy(from, to);
    close(from);
    if (to >= 0 && close(to) != 0 && error == 0) error = errno;
    if (error == 0 && rename(temporary, path) != 0) error = errno;
    if (error != 0 && to >= 0) unlink(temporary);
    return error;
}
