package org.corelink.host.cli;

/** One of the things that CoreLink can do. */
enum Task {
    SERVE("--serve"),
    CHECK("--check"),
    BUILD("--build"),
    START("--start"),
    STOP("--stop"),
    RESTART("--restart"),
    STATUS("--status"),
    LOGS("--logs"),
    LOGS_FOLLOW("--logs-follow"),
    NODES("--nodes"),
    TOP("--top"),
    GET_CA("--get-ca"),
    REGEN_CERT("--regen-cert"),
    SEAL("--seal"),
    INVITE("--invite"),
    JOIN("--join"),
    EVICT("--evict"),
    ROTATE_KEYS("--rotate-keys"),
    AGENT("--agent"),
    COMPLETION("--completion"),
    MAN("--man");

    private final String option;

    Task(String option) {
        this.option = option;
    }

    /** As it stands on the command line. */
    String option() {
        return option;
    }
}
