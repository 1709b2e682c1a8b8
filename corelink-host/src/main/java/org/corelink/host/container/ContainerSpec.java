package org.corelink.host.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Mode;
import org.corelink.server.LeastTls;
import org.jspecify.annotations.Nullable;

/**
 * The container as it is to run. Pure.
 *
 * @param image name and tag of the image
 * @param uid user id of the web side, which owns the certificates: never root's
 * @param certificates host's folder with this node's certificates, whose link {@code current} leads to the newest, and
 *     the cluster's keys if there are any
 * @param hostName name of the node
 * @param port HTTPS port
 * @param gossipPort multicast port; unicast uses the next
 * @param interfaces network interfaces for gossip; empty = chosen automatically
 * @param mode which formats of gossip it speaks; null = as is kept beside the certificates, at each start
 * @param gpus whether the container gets the host's GPUs
 * @param leastTls the oldest version of TLS that is spoken
 * @param pamService PAM service that checks sign-ins; null = the image's own
 * @param idleLimit minutes after which a session ends that nobody uses, 0 = none
 * @param ntpServer what the clock is compared with; null = whatever keeps this machine's time
 */
public record ContainerSpec(
        String image,
        int uid,
        Path certificates,
        String hostName,
        int port,
        int gossipPort,
        List<String> interfaces,
        @Nullable Mode mode,
        boolean gpus,
        LeastTls leastTls,
        @Nullable String pamService,
        int idleLimit,
        @Nullable String ntpServer) {
    /** Name of the container, one on a machine. */
    public static final String NAME = "corelink";

    /** Name of the volume with what the node keeps. */
    public static final String VOLUME = "corelink-data";

    /** The heap, the JVM's own, the GPUs' library, and room to spare. */
    private static final String MEMORY = "1g";

    private static final String PIDS = "512";

    /**
     * The web side's group, and its user where only root uses CoreLink: of the numbers that nobody is given (systemd's
     * table of user ids has nothing from 60706 to 61183).
     */
    public static final int NOBODYS_ID = 61_100;

    /**
     * Takes an immutable copy of the list.
     *
     * @throws IllegalArgumentException if the web side would run as root
     */
    public ContainerSpec {
        if (uid == 0) {
            throw new IllegalArgumentException("the web side never runs as root");
        }
        interfaces = List.copyOf(interfaces);
    }

    /** The arguments of {@code docker} that make and start the container. */
    public List<String> runArguments() {
        List<String> argv = new ArrayList<>(List.of("run", "--detach", "--name", NAME));
        // Multicast, the host's network links and its time service are there only in the host's own network.
        argv.addAll(List.of("--network", "host"));
        if (gpus) {
            argv.addAll(List.of("--gpus", "all"));
        }
        argv.addAll(storage());
        argv.addAll(confinement());
        argv.addAll(List.of("--restart", "unless-stopped", "--stop-timeout", "10"));
        argv.addAll(List.of("--log-driver", "json-file", "--log-opt", "max-size=10m", "--log-opt", "max-file=3"));
        settings().forEach(setting -> argv.addAll(List.of("--env", setting)));
        argv.add(image);
        return List.copyOf(argv);
    }

    private List<String> storage() {
        return List.of(
                "--volume",
                VOLUME + ":/data",
                "--mount",
                "type=bind,source=" + certificates + ",target=/certificates,readonly",
                // As a folder: a single file that is mounted stays the old one when passwd or usermod renames a new
                // one to its place.
                "--mount",
                "type=bind,source=/etc,target=/host/etc,readonly",
                "--read-only",
                "--tmpfs",
                // JNA unpacks and loads its library there.
                "/tmp:rw,nosuid,nodev,exec,size=64m,mode=1777",
                "--tmpfs",
                "/run:rw,nosuid,nodev,noexec,size=8m,mode=755");
    }

    private static List<String> confinement() {
        return List.of(
                "--cap-drop",
                "ALL",
                "--cap-add",
                "NET_BIND_SERVICE",
                "--cap-add",
                "SETUID",
                "--cap-add",
                "SETGID",
                "--cap-add",
                "SETPCAP",
                // Docker's init stays root, and must pass SIGTERM on to the web side's user: a goodbye, not a kill.
                "--cap-add",
                "KILL",
                "--security-opt",
                "no-new-privileges",
                "--init",
                "--pids-limit",
                PIDS,
                "--memory",
                MEMORY,
                "--memory-swap",
                MEMORY,
                "--ulimit",
                "nofile=16384:16384");
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                "CORELINK_HOSTNAME=" + hostName,
                "CORELINK_PORT=" + port,
                "CORELINK_GOSSIP_PORT=" + gossipPort,
                "CORELINK_UID=" + uid,
                "CORELINK_GID=" + NOBODYS_ID));
        if (!interfaces.isEmpty()) {
            settings.add("CORELINK_GOSSIP_INTERFACES=" + String.join(",", interfaces));
        }
        if (mode != null) {
            settings.add("CORELINK_GOSSIP_MODE=" + mode.word());
        }
        if (leastTls != LeastTls.TLS_1_3) {
            settings.add("CORELINK_TLS_MIN=" + leastTls.word());
        }
        if (pamService != null) {
            settings.add("CORELINK_PAM_SERVICE=" + pamService);
        }
        if (idleLimit != 0) {
            settings.add("CORELINK_IDLE_LIMIT=" + idleLimit);
        }
        if (ntpServer != null) {
            settings.add("CORELINK_NTP_SERVER=" + ntpServer);
        }
        return settings;
    }
}
