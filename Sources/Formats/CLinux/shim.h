/* The allocator's settings, and four calls of Linux that glibc declares only under _GNU_SOURCE, which Swift's Glibc module does
   not set. The declarations are those of fcntl.h, unistd.h, stdio.h and string.h. A fifth, openat2, has no function in glibc. */
#ifndef PMI_CLINUX_SHIM_H
#define PMI_CLINUX_SHIM_H

#include <malloc.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

void *memmem(const void *whole, size_t wholeLength, const void *part, size_t partLength);
int syncfs(int descriptor);
int sync_file_range(int descriptor, long long offset, long long count, unsigned int flags);
int renameat2(int oldFolder, const char *oldName, int newFolder, const char *newName,
              unsigned int flags);

enum { PMI_RENAME_EXCHANGE = 2, PMI_SYNC_FILE_RANGE_WRITE = 2 };

/* Opens what stands at a path below a folder if no part of the path is a link (openat2 of Linux 5.6, whose structure this is);
   -1 where it can't be opened so, for whatever reason. */
static inline int pmi_open_beneath(int folder, const char *path, int flags) {
#ifdef SYS_openat2
  enum { NO_SYMLINKS = 0x04, BENEATH = 0x08 };
  struct {
    unsigned long long flags, mode, resolve;
  } how = {(unsigned int)flags, 0, NO_SYMLINKS | BENEATH};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
#else
  return -1;
#endif
}

#endif
