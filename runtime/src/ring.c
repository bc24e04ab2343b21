/*
 * The ring: samples.bin, mapped whole, with room in the file for as much as is used and a step more. Records are claimed
 * without a lock, by handlers.
 */
#define _GNU_SOURCE
#include "ring.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    HEADER = 4096,
    STEP = 32 * 1024, /* records the file grows by */
    MARGIN = 8 * 1024 /* records left when it grows */
};

jac_samples_header *jac_ring;

static jac_sample *records;
static uint64_t limit;    /* records that the file has room for now */
static uint64_t capacity; /* records that the mapping has room for */
static int growing;
static char name[PATH_MAX];
static struct stat identity;

static size_t file_bytes(uint64_t count) { return HEADER + count * sizeof(jac_sample); }

/*
 * The file, opened again when it must grow: a descriptor that we kept could be closed by a program that closes all, and
 * would then name some file of the program's. -1: it cannot be had. (Plain system calls, here and below: those of the C
 * library are where a thread is cancelled, which must not happen in a handler.)
 */
static int open_again(void) {
    int file = (int) syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
    struct stat found;
    if (file < 0) return -1;
    if (fstat(file, &found) == 0 && found.st_dev == identity.st_dev && found.st_ino == identity.st_ino) return file;
    syscall(SYS_close, file);
    return -1;
}

/* Makes room in the file first, so that a full disk is an error here and not a SIGBUS in the handler. */
static int make_room(int file, uint64_t count) {
    if (syscall(SYS_fallocate, file, 0, 0L, file_bytes(count)) == 0) return 0;
    if (errno != EOPNOTSUPP && errno != ENOSYS) return errno;
    return ftruncate(file, (off_t) file_bytes(count)) == 0 ? 0 : errno;
}

static int grow_to(uint64_t count) {
    int file = open_again();
    if (file < 0) return ENOENT;
    int error = make_room(file, count);
    syscall(SYS_close, file);
    return error;
}

static int cut_to(uint64_t count) {
    int file = open_again();
    if (file < 0) return ENOENT;
    int error = ftruncate(file, (off_t) file_bytes(count)) == 0 ? 0 : errno;
    close(file);
    return error;
}

/* In the handler, once in 32768 samples. One thread grows; the others still have the margin. */
static void grow(void) {
    if (__atomic_exchange_n(&growing, 1, __ATOMIC_ACQUIRE)) return;
    uint64_t to = limit + STEP < capacity ? limit + STEP : capacity;
    if (to > limit && grow_to(to) == 0) __atomic_store_n(&limit, to, __ATOMIC_RELEASE);
    /* After a failure nobody tries again: growing stays set. */
    if (to == limit && to < capacity) __atomic_store_n(&growing, 0, __ATOMIC_RELEASE);
}

jac_sample *jac_ring_claim(void) {
    uint64_t at = __atomic_load_n(&jac_ring->count, __ATOMIC_RELAXED);
    uint64_t end;
    do {
        end = __atomic_load_n(&limit, __ATOMIC_ACQUIRE);
        if (at >= end) return NULL;
    } while (!__atomic_compare_exchange_n(&jac_ring->count, &at, at + 1, 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    if (end - at < MARGIN && end < capacity) grow();
    return &records[at];
}

static int map_file(int file, void **mapped) {
    limit = capacity < STEP ? capacity : STEP;
    int error = make_room(file, limit);
    if (error != 0) return error;
    if (fstat(file, &identity) != 0) return errno;
    *mapped = mmap(NULL, file_bytes(capacity), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return *mapped == MAP_FAILED ? errno : 0;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

int jac_ring_open(const char *path, uint64_t wanted, long hz) {
    capacity = wanted;
    snprintf(name, sizeof name, "%s", path);
    int file = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return errno;
    void *mapped;
    int error = map_file(file, &mapped);
    close(file);
    if (error != 0) return error;
    records = (jac_sample *) ((char *) mapped + HEADER);
    growing = 0;
    jac_samples_header *header = mapped;
    memcpy(header->magic, JAC_SAMPLES_MAGIC, sizeof header->magic);
    header->version = 1;
    header->header_bytes = HEADER;
    header->record_bytes = sizeof(jac_sample);
    header->hz = (uint32_t) hz;
    header->pid = (uint32_t) getpid();
    header->started = now();
    __atomic_store_n(&jac_ring, header, __ATOMIC_RELEASE); /* from now on handlers use it */
    return 0;
}

int jac_ring_finish(void) {
    jac_ring->stopped = 1;
    return cut_to(jac_ring->count);
}

void jac_ring_close(void) {
    if (jac_ring != NULL) munmap(jac_ring, file_bytes(capacity));
    jac_ring = NULL;
}
