// Preloaded into a program: writes down, in order, everything it does to files below one folder, with the bytes.
// POWER_LOG is the log, POWER_ROOT the folder, POWER_FAIL "N:ERRNO" makes the N-th call fail (ERRNO 0: a short write),
// POWER_KILL "N" ends the program with SIGKILL just before its N-th call, "N:half" in the middle of it if it is a write.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR, RMDIR, KILLED };

/* Straight to the kernel: `syscall` of the C library is one of the doors we stand in. x86-64 and arm64 only. */
static long kernel(long number, long a, long b, long c, long d, long e, long f);

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int log_fd = -1;
static char root[PATH_MAX];
static size_t root_length;
static long calls, fail_at, kill_at;
static int fail_with, kill_half, dying;

static long kernel(long number, long a, long b, long c, long d, long e, long f) {
  long result;
#if defined(__x86_64__)
  register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c,
                x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  result = x0;
#else
#error no way to the kernel on this processor
#endif
  if (result < 0 && result > -4096) {
    errno = (int)-result;
    return -1;
  }
  return result;
}

static void begin(void) {
  static int begun;
  if (begun) return;
  begun = 1;
  const char *file = getenv("POWER_LOG"), *folder = getenv("POWER_ROOT"), *fail = getenv("POWER_FAIL"),
             *end = getenv("POWER_KILL");
  if (!folder) return;
  root_length = (size_t)snprintf(root, sizeof root, "%s", folder);
  if (file) log_fd = (int)kernel(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600, 0, 0);
  if (fail) sscanf(fail, "%ld:%d", &fail_at, &fail_with);
  if (end) sscanf(end, "%ld", &kill_at);
  kill_half = end && strstr(end, ":half") != NULL;
}

static int is_ours(const char *path) {
  return root_length > 0 && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || !path[root_length]);
}

static int path_at(int dir, const char *path, char *out) {
  if (path[0] == '/') return snprintf(out, PATH_MAX, "%s", path) < PATH_MAX;
  char link[64], base[PATH_MAX];
  if (dir == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
  else snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
  ssize_t length = readlink(link, base, sizeof base - 1);
  if (length < 0) return 0;
  base[length] = 0;
  return snprintf(out, PATH_MAX, "%s/%s", base, path) < PATH_MAX;
}

static int path_of(int fd, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, out, PATH_MAX - 1);
  if (length < 0) return 0;
  out[length] = 0;
  return is_ours(out);
}

static uint64_t inode_of(int fd) {
  struct stat about;
  return fstat(fd, &about) == 0 ? (uint64_t)about.st_ino : 0;
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = kernel(SYS_write, log_fd, at, length, 0, 0, 0);
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

static void record(uint32_t op, uint64_t inode, const char *path, uint64_t offset, const void *bytes, uint32_t length) {
  if (log_fd < 0) return;
  uint32_t path_length = (uint32_t)strlen(path);
  struct __attribute__((packed)) { uint32_t op, path; uint64_t inode, offset; uint32_t length, call; } head = {
    op, path_length, inode, offset, length, (uint32_t)calls };
  put(&head, sizeof head);
  put(path, path_length);
  if (length > 0) put(bytes, length);
}

/* The whole process and all its threads, with nothing tidied up. What it was about to do is the last line of the log. */
static void die(uint32_t op, const char *path) {
  char letter = (char)op;
  record(KILLED, 0, path, 0, &letter, 1);
  kernel(SYS_kill, getpid(), SIGKILL, 0, 0, 0, 0);
  for (;;) pause();
}

/* One call that changes our folder. True if it is the one that has to fail; a short write goes on with half. */
static int fails(uint32_t op, const char *path, size_t *length) {
  calls += 1;
  if (calls == kill_at) {
    if (!kill_half || !length || *length < 2) die(op, path);
    *length /= 2;
    dying = 1;
    return 0;
  }
  if (fail_at == 0 || calls != fail_at) return 0;
  if (fail_with == 0 && length) {
    if (*length > 1) *length /= 2;
    return 0;
  }
  errno = fail_with ? fail_with : EIO;
  return 1;
}


static int opened(int dir, const char *path, int flags, mode_t mode) {
  char full[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_at(dir, path, full) && is_ours(full);
  struct stat about;
  int created = ours && (flags & O_CREAT) && lstat(full, &about) != 0;
  int changes = ours && (created || (flags & O_TRUNC));
  int fd = -1;
  if (!changes || !fails(created ? CREATE : TRUNCATE, full, NULL)) fd = (int)kernel(SYS_openat, dir, path, flags, mode, 0, 0);
  if (fd >= 0 && ours && !(flags & O_DIRECTORY)) {
    if (created) record(CREATE, inode_of(fd), full, 0, NULL, 0);
    else if (flags & O_TRUNC) record(TRUNCATE, inode_of(fd), full, 0, NULL, 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return fd;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE_OF(flags) return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE_OF(flags) return opened(dir, path, flags, mode); }

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset, int placed) {
  char path[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_of(fd, path);
  ssize_t done = -1;
  if (!ours || !fails(WRITE, path, &length)) {
    off_t at = ours && !placed ? lseek(fd, 0, SEEK_CUR) : offset;
    if (ours && !placed && (fcntl(fd, F_GETFL) & O_APPEND)) at = lseek(fd, 0, SEEK_END);
    done = placed ? kernel(SYS_pwrite64, fd, bytes, length, offset, 0, 0) : kernel(SYS_write, fd, bytes, length, 0, 0, 0);
    if (ours && done > 0) record(WRITE, inode_of(fd), path, (uint64_t)at, bytes, (uint32_t)done);
    if (dying) die(WRITE, path);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return written(fd, bytes, length, offset, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return written(fd, bytes, length, offset, 1); }

/* Several buffers may be written in part: the caller goes on where we stopped. */
static ssize_t gathered(int fd, const struct iovec *parts, int count, off_t offset, int placed) {
  for (int at = 0; at < count; at++)
    if (parts[at].iov_len > 0) return written(fd, parts[at].iov_base, parts[at].iov_len, offset, placed);
  return 0;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  char path[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_of(fd, path);
  pthread_mutex_unlock(&lock);
  return ours ? gathered(fd, parts, count, 0, 0) : kernel(SYS_writev, fd, parts, count, 0, 0, 0);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return gathered(fd, parts, count, offset, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return gathered(fd, parts, count, offset, 1); }

/* Ways to copy inside the kernel are closed: the callers fall back to writing. */
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *to_at, size_t length, unsigned flags) {
  (void)from; (void)at; (void)to; (void)to_at; (void)length; (void)flags;
  errno = ENOSYS;
  return -1;
}
/* Some libraries ask the kernel by number; ours ask by syscall6 below, which is the same without a look. */
long syscall(long number, ...) {
  long given[6];
  va_list list;
  va_start(list, number);
  for (int at = 0; at < 6; at++) given[at] = va_arg(list, long);
  va_end(list);
  if (number == SYS_copy_file_range) {
    errno = ENOSYS;
    return -1;
  }
  return kernel(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) {
  (void)to; (void)from; (void)at; (void)length;
  errno = EINVAL;
  return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) { return sendfile(to, from, at, length); }

static int sized(int fd, off_t length) {
  char path[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_of(fd, path), result = -1;
  if (!ours || !fails(TRUNCATE, path, NULL)) {
    result = (int)kernel(SYS_ftruncate, fd, length, 0, 0, 0, 0);
    if (ours && result == 0) record(TRUNCATE, inode_of(fd), path, (uint64_t)length, NULL, 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}
int ftruncate(int fd, off_t length) { return sized(fd, length); }
int ftruncate64(int fd, off64_t length) { return sized(fd, length); }

static int synced(int fd, long call) {
  char path[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_of(fd, path), result = -1;
  if (!ours || !fails(SYNC, path, NULL)) {
    result = (int)kernel(call, fd, 0, 0, 0, 0, 0);
    if (ours && result == 0) record(SYNC, inode_of(fd), path, 0, NULL, 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int moved(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
  char source[PATH_MAX], target[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_at(from_dir, from, source) && path_at(to_dir, to, target) && (is_ours(source) || is_ours(target));
  int result = -1;
  if (!ours || !fails(RENAME, target, NULL)) {
    result = (int)kernel(SYS_renameat2, from_dir, from, to_dir, to, flags, 0);
    if (ours && result == 0) record(RENAME, 0, source, 0, target, (uint32_t)strlen(target));
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_dir, const char *from, int to_dir, const char *to) { return moved(from_dir, from, to_dir, to, 0); }
int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) { return moved(from_dir, from, to_dir, to, flags); }

static int removed(int dir, const char *path, int flags) {
  char full[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_at(dir, path, full) && is_ours(full), result = -1;
  if (!ours || !fails(flags & AT_REMOVEDIR ? RMDIR : UNLINK, full, NULL)) {
    result = (int)kernel(SYS_unlinkat, dir, path, flags, 0, 0, 0);
    if (ours && result == 0) record(flags & AT_REMOVEDIR ? RMDIR : UNLINK, 0, full, 0, NULL, 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int dir, const char *path, int flags) { return removed(dir, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat about;
  int is_folder = lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
  return removed(AT_FDCWD, path, is_folder ? AT_REMOVEDIR : 0);
}

static int made(int dir, const char *path, mode_t mode) {
  char full[PATH_MAX];
  pthread_mutex_lock(&lock);
  begin();
  int ours = path_at(dir, path, full) && is_ours(full), result = -1;
  if (!ours || !fails(MKDIR, full, NULL)) {
    result = (int)kernel(SYS_mkdirat, dir, path, mode, 0, 0, 0);
    if (ours && result == 0) record(MKDIR, 0, full, 0, NULL, 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int dir, const char *path, mode_t mode) { return made(dir, path, mode); }
