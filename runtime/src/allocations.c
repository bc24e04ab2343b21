/*
 * Allocations by the calls that made them.
 *
 * A site is a call that allocates: a record in memory.bin, which is mapped, so that all is there however the process ends. A table in
 * this process's memory has each block that is alive, with its site. What was alive at the peak is known without ever copying
 * all sites: the peak has a number, which counts up as the total reaches a new height. A site that changes for the first time since keeps
 * what it had, with that number; one that has an older number has not changed, and has at the peak what it has now.
 *
 * One lock for all: the interpreter's own serves it mostly alone. No handler takes it.
 */
#define _GNU_SOURCE
#include "allocations.h"
#include "env.h"
#include "ring.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    SITES = 1 << 20,
    CALLS = (1 << 20) + 1, /* as many as calls.bin has, counted from 1 */
    READINGS = 1 << 20,
    FIRST_SLOTS = 1 << 16,
    READ_EACH_NS = 10 * 1000 * 1000
};

int jac_memory_watched;

static jac_ring sites = {.magic = JAC_MEMORY_MAGIC, .unit = sizeof(jac_site)};
static jac_ring readings = {.magic = JAC_RESIDENT_MAGIC, .unit = sizeof(jac_reading)};

/* A block that is alive: 48 bits of its address and 24 of its site's number, 56 of its size. */
typedef struct {
    uint64_t address_and_site, size_and_site;
} live;

static struct {
    live *slots;
    size_t room, count;
} table;
static uint32_t *site_of; /* by the number of a call; 0: it has none yet */
static int busy;

void jac_memory_lock(void) {
    while (__atomic_exchange_n(&busy, 1, __ATOMIC_ACQUIRE)) sched_yield();
}

void jac_memory_unlock(void) { __atomic_store_n(&busy, 0, __ATOMIC_RELEASE); }

/* ---- The table: open addressing, without gaps between a block's own place and where it is ---- */

static uint64_t address_of(const live *one) { return one->address_and_site >> 16; }

static uint32_t site_number(const live *one) {
    return (uint32_t) (one->address_and_site & 0xffff) | (uint32_t) (one->size_and_site & 0xff) << 16;
}

static uint64_t size_of(const live *one) { return one->size_and_site >> 8; }

static live make_live(uint64_t address, uint64_t size, uint32_t site) {
    return (live) {address << 16 | (site & 0xffff), size << 8 | site >> 16};
}

static size_t place_of(uint64_t address) { return (address * 0x9e3779b97f4a7c15ull >> 20) & (table.room - 1); }

static size_t find(uint64_t address) {
    size_t at = place_of(address);
    while (table.slots[at].address_and_site != 0 && address_of(&table.slots[at]) != address) at = (at + 1) & (table.room - 1);
    return at;
}

static int make_table(size_t room) {
    void *mapped = mmap(NULL, room * sizeof(live), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) return 0;
    live *old = table.slots;
    size_t slots = table.room;
    table.slots = mapped;
    table.room = room;
    for (size_t i = 0; i < slots; i++) {
        if (old[i].address_and_site != 0) table.slots[find(address_of(&old[i]))] = old[i];
    }
    if (old != NULL) munmap(old, slots * sizeof(live));
    return 1;
}

static int put(live one) {
    if (table.count >= table.room / 4 * 3 && !make_table(2 * table.room)) return 0;
    size_t at = find(address_of(&one));
    table.count += table.slots[at].address_and_site == 0;
    table.slots[at] = one;
    return 1;
}

static int take(uint64_t address, live *taken) {
    size_t gap = find(address), mask = table.room - 1;
    if (table.slots[gap].address_and_site == 0) return 0;
    *taken = table.slots[gap];
    for (size_t at = (gap + 1) & mask; table.slots[at].address_and_site != 0; at = (at + 1) & mask) {
        size_t own = place_of(address_of(&table.slots[at]));
        if (((at - own) & mask) < ((at - gap) & mask)) continue; /* it may not stand before its own place */
        table.slots[gap] = table.slots[at];
        gap = at;
    }
    table.slots[gap] = (live) {0, 0};
    table.count--;
    return 1;
}

/* ---- Sites. The first record is the total. ---- */

static jac_site *site(uint32_t number) { return (jac_site *) sites.records + number; }

static uint64_t clock_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME_COARSE, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

/* The site of a call; 0 where there is no room for one more: then only the total has it. */
static uint32_t site_for(uint32_t call) {
    if (call >= CALLS) call = 0;
    if (site_of[call] != 0) return site_of[call];
    uint64_t number;
    jac_site *added = jac_ring_claim(&sites, 1, &number);
    if (added == NULL) {
        sites.header->lost++;
        return 0;
    }
    *added = (jac_site) {.caller = call};
    site_of[call] = (uint32_t) number;
    return (uint32_t) number;
}

static void change(uint32_t number, int64_t by) {
    jac_site *total = site(0), *one = site(number);
    if (number != 0) {
        if (one->turn != total->turn) {
            one->at_peak = one->alive;
            one->turn = total->turn;
        }
        one->alive += (uint64_t) by;
    }
    total->alive += (uint64_t) by;
    if (total->alive > total->at_peak) {
        total->at_peak = total->alive;
        total->turn++;
        total->time = clock_now();
    }
}

static void count(uint32_t number, uint64_t bytes, uint64_t blocks) {
    for (uint32_t one = number;; one = 0) {
        site(one)->bytes += bytes;
        site(one)->count += blocks;
        if (one == 0) return;
    }
}

/* Whether anything is to be noted: asked before the lock is taken, so that no handler that opens a child's files finds it taken; and again with it. */
static int is_on(void) {
    return __atomic_load_n(&jac_memory_watched, __ATOMIC_RELAXED) && __atomic_load_n(&sites.header, __ATOMIC_ACQUIRE) != NULL;
}

void jac_memory_allocated(uint32_t call, const void *at, size_t bytes) {
    if (at == NULL || !jac_sampler_is_open() || !is_on()) return;
    jac_memory_lock();
    if (is_on()) {
        live old;
        if (take((uintptr_t) at, &old)) change(site_number(&old), -(int64_t) size_of(&old)); /* its end was not seen */
        uint32_t number = site_for(call);
        if (put(make_live((uintptr_t) at, bytes, number))) {
            count(number, bytes, 1);
            change(number, (int64_t) bytes);
        }
    }
    jac_memory_unlock();
}

void jac_memory_freed(const void *at) {
    live old;
    if (at == NULL || !is_on()) return;
    jac_memory_lock();
    if (is_on() && take((uintptr_t) at, &old)) change(site_number(&old), -(int64_t) size_of(&old));
    jac_memory_unlock();
}

jac_taken jac_memory_take(const void *at) {
    live old;
    jac_taken taken = {0, 0, 0};
    if (at == NULL || !is_on()) return taken;
    jac_memory_lock();
    if (is_on() && take((uintptr_t) at, &old)) taken = (jac_taken) {size_of(&old), site_number(&old), 1};
    jac_memory_unlock();
    return taken;
}

void jac_memory_put(uint32_t call, const void *at, size_t bytes, jac_taken taken) {
    if (!taken.known) {
        jac_memory_allocated(call, at, bytes);
        return;
    }
    if (!is_on()) return;
    jac_memory_lock();
    if (is_on()) {
        uint32_t number = site_for(call);
        int same = number == taken.site; /* a block that grows in one line is counted by what it grows */
        count(number, !same ? bytes : bytes > taken.bytes ? bytes - taken.bytes : 0, !same);
        put(make_live((uintptr_t) at, bytes, number));
        if (!same) change(taken.site, -(int64_t) taken.bytes);
        change(number, (int64_t) bytes - (same ? (int64_t) taken.bytes : 0));
    }
    jac_memory_unlock();
}

void jac_memory_put_back(const void *at, jac_taken taken) {
    if (!taken.known || !is_on()) return;
    jac_memory_lock();
    if (is_on()) put(make_live((uintptr_t) at, taken.bytes, taken.site));
    jac_memory_unlock();
}

jac_block *jac_memory_block(jac_block *block) {
    jac_memory_allocated(jac_sampler_locate(), block, (size_t) block->bytes);
    return block;
}

void jac_memory_block_ends(const void *block) { jac_memory_freed(block); }

/* ---- How much there is, over time ---- */

static uint64_t resident(void) {
    char text[128];
    int file = (int) syscall(SYS_openat, AT_FDCWD, "/proc/self/statm", O_RDONLY | O_CLOEXEC, 0);
    if (file < 0) return 0;
    ssize_t got = syscall(SYS_read, file, text, sizeof text - 1);
    syscall(SYS_close, file);
    uint64_t pages = 0;
    char *at = text, *end = text + (got > 0 ? got : 0);
    while (at < end && *at != ' ') at++; /* the first number is of what is mapped */
    for (at++; at < end && *at >= '0' && *at <= '9'; at++) pages = 10 * pages + (uint64_t) (*at - '0');
    return pages * (uint64_t) sysconf(_SC_PAGESIZE);
}

void jac_memory_read(uint64_t time) {
    static uint64_t last;
    uint64_t before = __atomic_load_n(&last, __ATOMIC_RELAXED);
    if (!jac_memory_watched || readings.header == NULL) return;
    if (readings.header->count > 0 && time - before < READ_EACH_NS) return;
    if (!__atomic_compare_exchange_n(&last, &before, time, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return;
    jac_reading *one = jac_ring_claim(&readings, 1, NULL);
    if (one != NULL) *one = (jac_reading) {time, resident(), site(0)->alive};
}

/* ---- Start and end ---- */

static int make_room(void) {
    if (site_of == NULL) {
        void *mapped = mmap(NULL, CALLS * sizeof *site_of, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (mapped == MAP_FAILED) return ENOMEM;
        site_of = mapped;
    } else {
        memset(site_of, 0, CALLS * sizeof *site_of);
    }
    if (table.slots != NULL) munmap(table.slots, table.room * sizeof(live));
    table.slots = NULL;
    table.room = table.count = 0;
    return make_table(FIRST_SLOTS) ? 0 : ENOMEM;
}

int jac_memory_open(const char *allocations, const char *resident_file, long hz) {
    jac_memory_lock();
    int error = make_room();
    if (error == 0) error = jac_ring_open(&readings, resident_file, READINGS, hz);
    if (error == 0) error = jac_ring_open(&sites, allocations, SITES, hz);
    if (error == 0) {
        *(jac_site *) jac_ring_claim(&sites, 1, NULL) = (jac_site) {.caller = 0};
        __atomic_store_n(&jac_memory_watched, 1, __ATOMIC_RELEASE);
    }
    jac_memory_unlock();
    return error;
}

void jac_memory_end(void) {
    jac_memory_lock();
    __atomic_store_n(&jac_memory_watched, 0, __ATOMIC_RELEASE); /* the files stay open: a handler may be about to write a reading */
    jac_memory_unlock();
}

void jac_memory_forget(void) {
    jac_ring_close(&sites); /* they are the parent's */
    jac_ring_close(&readings);
}

int jac_memory_close(void) {
    jac_memory_end();
    jac_memory_lock();
    int error = sites.header != NULL ? jac_ring_finish(&sites) : 0;
    int other = readings.header != NULL ? jac_ring_finish(&readings) : 0;
    jac_memory_forget();
    jac_memory_unlock();
    return error != 0 ? error : other;
}
