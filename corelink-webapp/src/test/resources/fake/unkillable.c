/*
 * unkillable SECONDS: a program that hangs and cannot be killed, as one in a driver that does not come back (state D).
 *
 * A second process traces it and wants to see it at its end. Killed, it stops there, with all that it has open, and no
 * further signal reaches it until that process lets go of it: after so many seconds. Needs no privilege and no device.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a session of its own and nobody's child, so that it is not killed along; holds neither output. */
static void hold(pid_t victim, int ready, unsigned seconds) {
    setsid();
    int nothing = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++) dup2(nothing, fd);
    if (ptrace(PTRACE_SEIZE, victim, NULL, PTRACE_O_TRACEEXIT) != 0) _exit(1);
    if (write(ready, "!", 1) != 1) _exit(1);
    close(ready);
    sleep(seconds);
    _exit(0);
}

int main(int count, char **args) {
    int ready[2];
    char held;
    if (count != 2 || pipe(ready) != 0) return 2;
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
    pid_t victim = getpid();
    if (fork() == 0) {
        if (fork() == 0) hold(victim, ready[1], (unsigned)atoi(args[1]));
        _exit(0);
    }
    wait(NULL);
    close(ready[1]);
    if (read(ready[0], &held, 1) != 1) return 2;
    for (;;) pause();
}
