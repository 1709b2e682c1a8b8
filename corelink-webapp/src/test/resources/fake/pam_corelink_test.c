/* A PAM module whose names of users tell it how to misbehave: crash-*, hang-*; all others are left to the next module. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

int pam_get_user(void *pamh, const char **user, const char *prompt);

#define PAM_IGNORE 25

int pam_sm_authenticate(void *pamh, int flags, int argc, const char **argv) {
    const char *user = 0;
    (void)flags;
    (void)argc;
    (void)argv;
    if (pam_get_user(pamh, &user, 0) != 0 || !user) return PAM_IGNORE;
    if (!strncmp(user, "crash-", 6)) *(volatile int *)0 = 1;
    if (!strncmp(user, "abort-", 6)) kill(getpid(), SIGKILL);
    if (!strncmp(user, "hang-", 5)) for (;;) pause();
    if (!strncmp(user, "slow-", 5)) sleep(3);
    return PAM_IGNORE;
}

int pam_sm_setcred(void *pamh, int flags, int argc, const char **argv) {
    (void)pamh;
    (void)flags;
    (void)argc;
    (void)argv;
    return PAM_IGNORE;
}
