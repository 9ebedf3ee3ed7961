/* The allocator's settings, and two calls of Linux that glibc declares only under _GNU_SOURCE, which Swift's Glibc module does
   not set. The declarations are those of unistd.h and stdio.h. */
#ifndef PMI_CLINUX_SHIM_H
#define PMI_CLINUX_SHIM_H

#include <malloc.h>

int syncfs(int descriptor);
int renameat2(int oldFolder, const char *oldName, int newFolder, const char *newName,
              unsigned int flags);

enum { PMI_RENAME_EXCHANGE = 2 };

#endif
