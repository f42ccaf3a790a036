// open_memstream, which is POSIX and no C
#define _GNU_SOURCE 1

#include "heap.h"

// Also tells which C library this is.
#include <stdlib.h>

#if defined(__APPLE__)
#include <malloc/malloc.h>

size_t heap_bytes_in_use(void) {
    malloc_statistics_t statistics;
    malloc_zone_statistics(NULL, &statistics);
    return statistics.size_in_use;
}
#elif defined(__GLIBC__)
#include <malloc.h>
#include <stdio.h>
#include <string.h>

// The size in the last element of that kind: the elements before it are those of single arenas.
static size_t last_size(const char *report, const char *element) {
    const char *last = NULL;
    for (const char *found = report; (found = strstr(found, element)) != NULL; found += 1) last = found;
    const char *size = last == NULL ? NULL : strstr(last, "size=\"");
    return size == NULL ? 0 : strtoull(size + strlen("size=\""), NULL, 10);
}

// mallinfo2 knows the main arena alone, and threads have arenas of their own. So the report is read that knows all:
// https://man7.org/linux/man-pages/man3/malloc_info.3.html
size_t heap_bytes_in_use(void) {
    char *report = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&report, &length);
    if (stream == NULL) return 0;
    int failed = malloc_info(0, stream);
    fclose(stream);
    size_t in_use = 0;
    if (failed == 0 && report != NULL) {
        size_t taken = last_size(report, "<system type=\"current\"") + last_size(report, "<total type=\"mmap\"");
        size_t free_again = last_size(report, "<total type=\"fast\"") + last_size(report, "<total type=\"rest\"");
        in_use = taken > free_again ? taken - free_again : 0;
    }
    free(report);
    return in_use;
}
#else
size_t heap_bytes_in_use(void) { return 0; }
#endif
