/*
 * Where the time of an array expression on big arrays goes is page faults: a fresh 40 MB result costs ten thousand of
 * them with small pages. So large blocks ask for huge pages, and a freed one is kept and given to the next block of
 * its size: a*b+c on 5e6 float64 takes 4.0 ms with both, 5.2 with huge pages alone, 17.8 with malloc.
 */
#define _GNU_SOURCE
#include "large.h"

#include "memory.h"

#include <pthread.h>
#include <sys/mman.h>

enum { HUGE = 2 * 1024 * 1024, KEPT = 32, OFFSETS = 64, CACHE_LINE = 64 };

static const size_t KEPT_BYTES = (size_t) 128 << 20;
static const size_t KEPT_EACH = (size_t) 64 << 20;

/* The kept blocks, oldest first. Few enough that a search is nothing beside one page fault. */
static struct {
    pthread_mutex_t lock;
    jac_block *blocks[KEPT];
    int count;
    size_t bytes;
} kept = {.lock = PTHREAD_MUTEX_INITIALIZER};

static pthread_once_t started = PTHREAD_ONCE_INIT;
static size_t limit;

static void lock(void) { pthread_mutex_lock(&kept.lock); }

static void unlock(void) { pthread_mutex_unlock(&kept.lock); }

static void start(void) {
    uint64_t share = jac_memory() / 32;
    limit = share != 0 && share < KEPT_BYTES ? (size_t) share : KEPT_BYTES;
    pthread_atfork(lock, unlock, unlock); /* a child must not inherit the lock from a thread that it does not have */
}

size_t jac_large_limit(void) {
    pthread_once(&started, start);
    return limit;
}

/* Takes entry i out of the list. The lock is held. */
static jac_block *take(int i) {
    jac_block *block = kept.blocks[i];
    kept.count--;
    kept.bytes -= block->mapped;
    for (; i < kept.count; i++) kept.blocks[i] = kept.blocks[i + 1];
    return block;
}

static jac_block *take_of_size(size_t mapped) {
    jac_block *found = NULL;
    lock();
    for (int i = kept.count - 1; i >= 0 && found == NULL; i--) { /* the last one freed is the warmest */
        if (kept.blocks[i]->mapped == mapped) found = take(i);
    }
    unlock();
    return found;
}

/* The header is inside the mapping: read both before it goes. */
static void unmap(jac_block *block) { munmap(block->base, block->mapped); }

void jac_trim(void) {
    for (;;) {
        lock();
        jac_block *block = kept.count > 0 ? take(0) : NULL;
        unlock();
        if (block == NULL) return;
        unmap(block);
    }
}

static size_t round_up(size_t size, size_t unit) { return (size + unit - 1) / unit * unit; }

/*
 * Eight sizes for each power of two, so that arrays of nearly one size share kept blocks. What is never touched costs no
 * memory, but a touched huge page is there whole: the last one is completed only when that adds at most an eighth.
 */
static size_t mapping_size(size_t bytes) {
    size_t need = bytes + JAC_DATA + (OFFSETS - 1) * CACHE_LINE;
    size_t highest = (size_t) 1 << (63 - __builtin_clzl(need));
    size_t huge = round_up(need, HUGE);
    return huge - need <= need / 8 ? huge : round_up(need, highest / 8);
}

static void *map_once(size_t mapped) {
    size_t room = mapped + HUGE;
    char *start_of_room = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start_of_room == MAP_FAILED) return NULL;
    char *base = (char *) (((uintptr_t) start_of_room + HUGE - 1) & ~(uintptr_t) (HUGE - 1));
    char *end = base + mapped;
    if (base > start_of_room) munmap(start_of_room, (size_t) (base - start_of_room));
    if (end < start_of_room + room) munmap(end, (size_t) (start_of_room + room - end));
    madvise(base, mapped, MADV_HUGEPAGE); /* advice: without huge pages the memory is as good, only slower */
    return base;
}

jac_block *jac_large_alloc(size_t bytes, int *fresh) {
    if (bytes > (size_t) PTRDIFF_MAX - 2 * HUGE) return NULL;
    size_t mapped = mapping_size(bytes);
    jac_block *block = take_of_size(mapped);
    *fresh = block == NULL;
    if (block != NULL) return block;
    char *base = map_once(mapped);
    if (base == NULL) {
        jac_trim();
        base = map_once(mapped);
        if (base == NULL) return NULL;
    }
    /* Operands that all start at a multiple of 2 MiB fall into the same cache sets: give each its own start. */
    static unsigned turn;
    unsigned offset = __atomic_fetch_add(&turn, 11, __ATOMIC_RELAXED) % OFFSETS;
    block = (jac_block *) (base + (size_t) offset * CACHE_LINE);
    block->base = base;
    block->mapped = mapped;
    return block;
}

void jac_large_free(jac_block *block) {
    if (block->mapped > KEPT_EACH || block->mapped > jac_large_limit()) {
        unmap(block);
        return;
    }
    jac_block *dropped[KEPT];
    int drops = 0;
    lock();
    while (kept.count == KEPT || (kept.count > 0 && kept.bytes + block->mapped > limit)) dropped[drops++] = take(0);
    kept.blocks[kept.count++] = block;
    kept.bytes += block->mapped;
    unlock();
    for (int i = 0; i < drops; i++) unmap(dropped[i]);
}
