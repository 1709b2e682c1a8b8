package org.corelink.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.corelink.host.check.Finding.Severity;

/** Judges facts. Pure. */
public final class Prerequisites {
    private static final long GIB = 1L << 30;

    /** The image, its base and its build, three times over. */
    private static final long ENOUGH_BYTES = 3 * GIB;

    /** From this on certificates made elsewhere may not be valid here yet, or any more. */
    private static final double GROSS_SECONDS = 3_600;

    /** A drift that events of several machines in one list would show. */
    private static final double WRONG_SECONDS = 1;

    private Prerequisites() {}

    /** Everything that the container needs, in the order in which a person would look. */
    public static List<Finding> forContainer(HostFacts facts, Wanted wanted) {
        List<Finding> findings = new ArrayList<>();
        findings.add(system(facts.system(), wanted.anyOs()));
        findings.addAll(DockerFindings.of(facts));
        if (wanted.gpus()) {
            findings.addAll(GpuFindings.of(facts));
        }
        findings.addAll(NetworkFindings.of(facts.network(), wanted));
        findings.add(disk(facts));
        findings.add(clock(facts));
        return findings;
    }

    /** Whether one of {@code findings} keeps CoreLink from running. */
    public static boolean isBlocked(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
    }

    private static Finding system(OperatingSystem system, boolean anyOs) {
        String subject = "System";
        if (system.isSupported()) {
            return Finding.ok(subject, system.name());
        }
        String text = system.name() + " is not Ubuntu 20.04 to 26.04.";
        return anyOs
                ? Finding.warn(subject, text, "Nobody has tried CoreLink on it.")
                : Finding.fail(subject, text, "To try it nevertheless: --any-os");
    }

    private static Finding disk(HostFacts facts) {
        String subject = "Disk";
        Long free = facts.freeBytes();
        if (free == null) {
            return Finding.warn(subject, "The free space for images is not known.", "Look yourself: df -h");
        }
        String text = String.format(Locale.ROOT, "%.1f GiB free for images", (double) free / GIB);
        return free >= ENOUGH_BYTES
                ? Finding.ok(subject, text)
                : Finding.warn(
                        subject, text + "; building one takes up to 3.", "Remove unused ones: docker image prune");
    }

    private static Finding clock(HostFacts facts) {
        String subject = "Clock";
        Double drift = facts.clock().driftSeconds();
        if (drift == null) {
            return Finding.warn(
                    subject,
                    "Nobody tells how far the clock is off: " + facts.clock().source() + ".",
                    "Let a time service keep it: apt-get install chrony");
        }
        String text = String.format(
                Locale.ROOT, "%.3f s off, says %s", drift, facts.clock().source());
        if (Math.abs(drift) < WRONG_SECONDS) {
            return Finding.ok(subject, text);
        }
        String advice = "Set it: chronyc makestep, or timedatectl set-ntp true";
        return Math.abs(drift) < GROSS_SECONDS
                ? Finding.warn(subject, text + ".", advice)
                : Finding.fail(subject, text + ": certificates of other machines are not valid here.", advice);
    }

    /**
     * What stands in the way of the console in the foreground; nothing about what is well.
     *
     * @param port HTTPS port, 0 = any free one
     */
    public static List<Finding> forServe(ProcessFacts facts, int port) {
        List<Finding> findings = new ArrayList<>();
        if (port > 0 && port < facts.firstFreePort() && !facts.lowPortsAllowed()) {
            findings.add(Finding.fail(
                    "Port",
                    "Port " + port + " needs root: this machine keeps ports below " + facts.firstFreePort()
                            + " for it.",
                    "Run it as root (sudo corelink --serve), or take another port (corelink --serve --port "
                            + Math.max(8_443, facts.firstFreePort()) + ")."));
        }
        if (!facts.pamLibrary()) {
            findings.add(Finding.fail(
                    "PAM",
                    "Linux-PAM (libpam.so.0), which checks passwords at sign-in, is not installed.",
                    "Install it, on Debian and Ubuntu: apt-get install libpam0g"));
        }
        if (!facts.root()) {
            findings.add(Finding.warn(
                    "Sign-in",
                    "Without root, PAM can check the password of "
                            + facts.user().name() + " only: nobody else can sign in.",
                    "To let every account of this machine sign in: sudo corelink --serve"));
        }
        return findings;
    }
}
