package org.corelink.host.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.host.exec.CommandResult;

/** Whether Docker is there, answers this user, and is new enough. Pure. */
final class DockerFindings {
    private static final String SUBJECT = "Docker";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** The engine of Ubuntu 20.04, and the oldest that knows {@code --gpus} and cgroup 2. */
    private static final int OLDEST_MAJOR = 20;

    private static final int OLDEST_MINOR = 10;

    private DockerFindings() {}

    static List<Finding> of(HostFacts facts) {
        CommandResult info = facts.docker().info();
        return List.of(info.isSuccess() ? version(info.text()) : failure(info, facts.process()));
    }

    private static Finding version(String text) {
        String version = text.lines().findFirst().orElse("");
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return Finding.fail(SUBJECT, "The daemon does not tell its version.", "Is it Docker? See: docker version");
        }
        int major = Integer.parseInt(numbers.group(1));
        boolean old =
                major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(numbers.group(2)) < OLDEST_MINOR);
        return old
                ? Finding.fail(SUBJECT, "Docker " + version + " is older than 20.10.", "Upgrade it.")
                : Finding.ok(SUBJECT, version + " answers");
    }

    private static Finding failure(CommandResult info, ProcessFacts process) {
        if (info instanceof CommandResult.NotInstalled) {
            return Finding.fail(SUBJECT, "Docker is not installed.", "Install it: sudo apt-get install docker.io")
                    .mendedBy(List.of(List.of("apt-get", "install", "-y", "docker.io")));
        }
        if (info instanceof CommandResult.TimedOut) {
            return Finding.fail(
                    SUBJECT, info.failure() + ".", "The daemon hangs. Restart it: sudo systemctl restart docker");
        }
        String words = info.failure();
        if (words.contains("permission denied")) {
            String user = process.user().name();
            return Finding.fail(
                            SUBJECT,
                            "The daemon does not let " + user + " in.",
                            "Run corelink by sudo; or: sudo usermod -aG docker " + user
                                    + ", then sign out and in again. Who may use Docker is as mighty as root.")
                    .mendedBy(List.of(List.of("usermod", "-aG", "docker", user)));
        }
        return Finding.fail(
                        SUBJECT, "The daemon does not answer: " + words + ".", "Start it: sudo systemctl start docker")
                .mendedBy(List.of(List.of("systemctl", "start", "docker")));
    }
}
