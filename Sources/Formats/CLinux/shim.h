/* The allocator's settings, and four calls of Linux that glibc declares only under _GNU_SOURCE, which Swift's Glibc module does
   not set. The declarations are those of fcntl.h, unistd.h, stdio.h and string.h. */
#ifndef PMI_CLINUX_SHIM_H
#define PMI_CLINUX_SHIM_H

#include <malloc.h>

#include <stddef.h>

void *memmem(const void *whole, size_t wholeLength, const void *part, size_t partLength);
int syncfs(int descriptor);
int sync_file_range(int descriptor, long long offset, long long count, unsigned int flags);
int renameat2(int oldFolder, const char *oldName, int newFolder, const char *newName,
              unsigned int flags);

enum { PMI_RENAME_EXCHANGE = 2, PMI_SYNC_FILE_RANGE_WRITE = 2 };

#endif
