/*
 * Stands between a time service and the kernel's clock, loaded into the service by LD_PRELOAD: nothing that the service
 * does to the clock is done. Each time that it asks or steers, what Linux would then tell of its clock by adjtimex is
 * written to the file $KERNEL_CLOCK as struct timex, the first 4 bytes being the bits of all changes so far. Steps of the
 * clock are refused, as to a service without the right to set it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static struct timex kernel = {.status = STA_UNSYNC, .maxerror = 16000000, .esterror = 16000000};

static void record(void) {
    char next[4096];
    const char *file = getenv("KERNEL_CLOCK");
    if (!file || snprintf(next, sizeof next, "%s.next", file) >= (int)sizeof next) abort();
    int fd = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || write(fd, &kernel, sizeof kernel) != sizeof kernel || close(fd) || rename(next, file)) abort();
}

/* The fields that a mode names are taken over; kernel/time/ntp.c does the same, and does more that matters later only. */
static int change(struct timex *tx) {
    unsigned modes = tx->modes;
    if (modes & ADJ_SETOFFSET) {
        errno = EPERM;
        return -1;
    }
    if (modes & ADJ_STATUS) kernel.status = (kernel.status & STA_NANO) | tx->status;
    if (modes & ADJ_NANO) kernel.status |= STA_NANO;
    if (modes & ADJ_MICRO) kernel.status &= ~STA_NANO;
    if (modes & ADJ_MAXERROR) kernel.maxerror = tx->maxerror;
    if (modes & ADJ_ESTERROR) kernel.esterror = tx->esterror;
    if (modes & ADJ_FREQUENCY) kernel.freq = tx->freq;
    /* Without the phase-locked loop the kernel corrects nothing by an offset, and tells none. */
    if (modes & ADJ_OFFSET && kernel.status & STA_PLL) kernel.offset = tx->offset;
    kernel.modes |= modes;
    record();
    *tx = kernel;
    tx->modes = modes;
    return kernel.status & STA_UNSYNC ? TIME_ERROR : TIME_OK;
}

int adjtimex(struct timex *tx) { return change(tx); }
int ntp_adjtime(struct timex *tx) { return change(tx); }
int clock_adjtime(clockid_t clock, struct timex *tx) { return (void)clock, change(tx); }

static int refuse(void) {
    errno = EPERM;
    return -1;
}

int clock_settime(clockid_t clock, const struct timespec *to) { return (void)clock, (void)to, refuse(); }
int settimeofday(const struct timeval *to, const struct timezone *zone) { return (void)to, (void)zone, refuse(); }
/* ntpd corrects by this where it does not let the kernel do so. */
int adjtime(const struct timeval *by, struct timeval *left) {
    if (left) left->tv_sec = left->tv_usec = 0;
    return (void)by, 0;
}
