/* How much memory this process may count on: the machine's, or less when its cgroup says so. */
#include "memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static uint64_t machine_memory(void) {
    long pages = sysconf(_SC_PHYS_PAGES);
    long size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (uint64_t) pages * (uint64_t) size : 0;
}

/* The number in a file of the cgroup tree; "max", no file or nonsense: no limit. */
static uint64_t limit_in(const char *path) {
    FILE *file = fopen(path, "re");
    if (file == NULL) return UINT64_MAX;
    unsigned long long limit = 0;
    int read = fscanf(file, "%llu", &limit);
    fclose(file);
    return read == 1 && limit > 0 ? limit : UINT64_MAX;
}

static uint64_t cgroup_memory(void) {
    FILE *file = fopen("/proc/self/cgroup", "re");
    if (file == NULL) return UINT64_MAX;
    uint64_t least = UINT64_MAX;
    char line[1024];
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = 0;
        char *controllers = strchr(line, ':');
        char *group = controllers == NULL ? NULL : strchr(controllers + 1, ':');
        if (group == NULL) continue;
        *group++ = 0;
        const char *format = NULL;
        if (strcmp(controllers + 1, "") == 0) format = "/sys/fs/cgroup%s/memory.max";
        if (strcmp(controllers + 1, "memory") == 0) format = "/sys/fs/cgroup/memory%s/memory.limit_in_bytes";
        if (format == NULL) continue;
        /* The limit of any ancestor holds too. In a container the path may not exist here; the root then does. */
        for (;;) {
            char path[1200];
            snprintf(path, sizeof path, format, strcmp(group, "/") == 0 ? "" : group);
            uint64_t limit = limit_in(path);
            if (limit < least) least = limit;
            char *slash = strrchr(group, '/');
            if (slash == NULL || group[0] == 0) break;
            *slash = 0;
        }
    }
    fclose(file);
    return least;
}

uint64_t jac_memory(void) {
    uint64_t machine = machine_memory();
    uint64_t group = cgroup_memory();
    if (machine == 0) return group == UINT64_MAX ? 0 : group;
    return machine < group ? machine : group;
}
