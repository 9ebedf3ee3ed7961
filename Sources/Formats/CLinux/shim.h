/* The allocator's settings, and three calls of Linux that glibc declares only under _GNU_SOURCE, which Swift's Glibc module does
   not set. The declarations are those of unistd.h, stdio.h and string.h. */
#ifndef PMI_CLINUX_SHIM_H
#define PMI_CLINUX_SHIM_H

#include <malloc.h>

#include <stddef.h>

void *memmem(const void *whole, size_t wholeLength, const void *part, size_t partLength);
int syncfs(int descriptor);
int renameat2(int oldFolder, const char *oldName, int newFolder, const char *newName,
              unsigned int flags);

enum { PMI_RENAME_EXCHANGE = 2 };

#endif
