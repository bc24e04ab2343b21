/*
 * A ring: a file, mapped whole, with room in it for as many records as are used and a step more. Records are claimed
 * without a lock, by handlers.
 */
#define _GNU_SOURCE
#include "ring.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    HEADER = 4096,
    STEP = 32 * 1024, /* records the file grows by */
    MARGIN = 8 * 1024 /* records left when it grows */
};

static size_t file_bytes(const jac_ring *ring, uint64_t count) { return HEADER + count * ring->unit; }

/*
 * The file, opened again when it must grow: a descriptor that we kept could be closed by a program that closes all, and
 * would then name some file of the program's. -1: it cannot be had. (Plain system calls, here and below: those of the C
 * library are where a thread is cancelled, which must not happen in a handler.)
 */
static int open_again(const jac_ring *ring) {
    int file = (int) syscall(SYS_openat, AT_FDCWD, ring->name, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
    struct stat found;
    if (file < 0) return -1;
    if (fstat(file, &found) == 0 && found.st_dev == ring->identity.st_dev && found.st_ino == ring->identity.st_ino) return file;
    syscall(SYS_close, file);
    return -1;
}

/* Makes room in the file first, so that a full disk is an error here and not a SIGBUS in the handler. */
static int make_room(const jac_ring *ring, int file, uint64_t count) {
    if (syscall(SYS_fallocate, file, 0, 0L, file_bytes(ring, count)) == 0) return 0;
    if (errno != EOPNOTSUPP && errno != ENOSYS) return errno;
    return ftruncate(file, (off_t) file_bytes(ring, count)) == 0 ? 0 : errno;
}

static int grow_to(const jac_ring *ring, uint64_t count) {
    int file = open_again(ring);
    if (file < 0) return ENOENT;
    int error = make_room(ring, file, count);
    syscall(SYS_close, file);
    return error;
}

static int cut_to(const jac_ring *ring, uint64_t count) {
    int file = open_again(ring);
    if (file < 0) return ENOENT;
    int error = ftruncate(file, (off_t) file_bytes(ring, count)) == 0 ? 0 : errno;
    close(file);
    return error;
}

/* In the handler, once in 32768 records. One thread grows; the others still have the margin. */
static void grow(jac_ring *ring) {
    if (__atomic_exchange_n(&ring->growing, 1, __ATOMIC_ACQUIRE)) return;
    uint64_t limit = ring->limit, capacity = ring->capacity;
    uint64_t to = limit + STEP < capacity ? limit + STEP : capacity;
    if (to > limit && grow_to(ring, to) != 0) return; /* After a failure nobody tries again: growing stays set. */
    __atomic_store_n(&ring->limit, to, __ATOMIC_RELEASE);
    __atomic_store_n(&ring->growing, to == capacity, __ATOMIC_RELEASE);
}

void *jac_ring_claim(jac_ring *ring, uint64_t records, uint64_t *number) {
    uint64_t at = __atomic_load_n(&ring->header->count, __ATOMIC_RELAXED);
    uint64_t end;
    do {
        end = __atomic_load_n(&ring->limit, __ATOMIC_ACQUIRE);
        if (at + records > end) {
            grow(ring); /* many records at once may be more than the margin */
            if (__atomic_load_n(&ring->limit, __ATOMIC_ACQUIRE) == end) return NULL;
            continue;
        }
    } while (at + records > end ||
             !__atomic_compare_exchange_n(&ring->header->count, &at, at + records, 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    if (end - at < MARGIN && end < ring->capacity) grow(ring);
    if (number != NULL) *number = at;
    return ring->records + at * ring->unit;
}

static int map_file(jac_ring *ring, int file, void **mapped) {
    ring->limit = ring->capacity < STEP ? ring->capacity : STEP;
    int error = make_room(ring, file, ring->limit);
    if (error != 0) return error;
    if (fstat(file, &ring->identity) != 0) return errno;
    *mapped = mmap(NULL, file_bytes(ring, ring->capacity), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return *mapped == MAP_FAILED ? errno : 0;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

int jac_ring_open(jac_ring *ring, const char *path, uint64_t capacity, long hz) {
    ring->capacity = capacity;
    if (snprintf(ring->name, sizeof ring->name, "%s", path) >= (int) sizeof ring->name) return ENAMETOOLONG;
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return errno;
    void *mapped;
    int error = map_file(ring, file, &mapped);
    close(file);
    if (error != 0) return error;
    ring->records = (char *) mapped + HEADER;
    ring->growing = 0;
    jac_samples_header *header = mapped;
    memcpy(header->magic, ring->magic, sizeof header->magic);
    header->version = JAC_SAMPLES_VERSION;
    header->header_bytes = HEADER;
    header->record_bytes = ring->unit;
    header->hz = (uint32_t) hz;
    header->pid = (uint32_t) getpid();
    header->started = now();
    __atomic_store_n(&ring->header, header, __ATOMIC_RELEASE); /* from now on handlers use it */
    return 0;
}

int jac_ring_finish(jac_ring *ring) {
    ring->header->stopped = 1;
    return cut_to(ring, ring->header->count);
}

void jac_ring_close(jac_ring *ring) {
    if (ring->header != NULL) munmap(ring->header, file_bytes(ring, ring->capacity));
    ring->header = NULL;
}
