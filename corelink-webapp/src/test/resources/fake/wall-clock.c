/* Loaded into a process, it sets that process's wall clock: by the seconds that the file WALL_CLOCK begins with, a number of 8 bytes
 * in the order of this machine, which may change at any time. The monotonic clock is left alone. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long long *seconds;

__attribute__((constructor)) static void open_file(void)
{
    const char *name = getenv("WALL_CLOCK");
    if (!name) {
        return;
    }
    int file = open(name, O_RDONLY | O_CLOEXEC);
    void *page = mmap(NULL, sizeof *seconds, PROT_READ, MAP_SHARED, file, 0);
    if (file < 0 || page == MAP_FAILED) {
        abort();
    }
    close(file);
    seconds = page;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = (int) syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && seconds && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += *seconds;
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    (void) zone;
    struct timespec read;
    clock_gettime(CLOCK_REALTIME, &read);
    now->tv_sec = read.tv_sec;
    now->tv_usec = read.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now)
{
    struct timespec read;
    clock_gettime(CLOCK_REALTIME, &read);
    if (now) {
        *now = read.tv_sec;
    }
    return read.tv_sec;
}
