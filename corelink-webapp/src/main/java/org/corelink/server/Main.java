package org.corelink.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Mode;
import org.corelink.node.clock.NtpServer;

/** Runs the server as its environment says, until it is told to end: the entry point of the container. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    /** Takes no arguments: every setting is a variable {@code CORELINK_…}. */
    public static void main(String[] args) throws InterruptedException {
        int exit = run(System.getenv());
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(Map<String, String> environment) throws InterruptedException {
        ServerLog.configure(false);
        try {
            EmbeddedTomcat server = EmbeddedTomcat.start(config(environment), accounts(environment));
            System.out.println("CoreLink " + Version.CURRENT + " listens on port " + server.port());
            server.awaitClose();
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return USAGE;
        } catch (StartException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    /** In the container the entry point has started the PAM process; elsewhere the server does it. */
    private static LoginService.Accounts accounts(Map<String, String> environment) {
        String socket = environment.get("CORELINK_PAM_SOCKET");
        return socket == null ? LoginService.Accounts::ofThisHost : LoginService.Accounts.behind(Path.of(socket));
    }

    private static ServerConfig config(Map<String, String> environment) throws StartException {
        Path data = Path.of(environment.getOrDefault("CORELINK_DATA", "/data"));
        Path keyring = Optional.ofNullable(environment.get("CORELINK_GOSSIP_KEYS"))
                .map(Path::of)
                .orElse(KeptKeyring.in(data));
        return new ServerConfig(
                required(environment, "CORELINK_HOSTNAME"),
                number(environment, "CORELINK_PORT", 443),
                Path.of(required(environment, "CORELINK_WEBAPP")),
                data,
                Path.of(required(environment, "CORELINK_CERTIFICATE")),
                Path.of(required(environment, "CORELINK_PRIVATE_KEY")),
                Path.of(required(environment, "CORELINK_CA")),
                number(environment, "CORELINK_GOSSIP_PORT", GossipConfig.DEFAULT_PORT),
                list(environment.getOrDefault("CORELINK_GOSSIP_INTERFACES", "")),
                mode(environment, keyring),
                keyring,
                leastTls(environment.getOrDefault("CORELINK_TLS_MIN", LeastTls.TLS_1_3.word())),
                number(environment, "CORELINK_SIMULATE", 0),
                environment.getOrDefault("CORELINK_PAM_SERVICE", PamService.DEFAULT),
                idleLimit(number(environment, "CORELINK_IDLE_LIMIT", 0)),
                Optional.ofNullable(environment.get("CORELINK_NTP_SERVER")).map(NtpServer::parse));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set.");
        }
        return value;
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String value = environment.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, is \"" + value + "\".", e);
        }
    }

    private static LeastTls leastTls(String word) {
        return LeastTls.named(word)
                .orElseThrow(() ->
                        new IllegalArgumentException("CORELINK_TLS_MIN must be 1.2 or 1.3, is \"" + word + "\"."));
    }

    /** 0 stands for none. */
    private static Optional<Duration> idleLimit(int minutes) {
        return minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes));
    }

    /** As it was told, or else as it is kept beside the cluster's keys. */
    private static Mode mode(Map<String, String> environment, Path keyring) throws StartException {
        String value = environment.get("CORELINK_GOSSIP_MODE");
        if (value == null) {
            return KeptMode.of(keyring);
        }
        return Mode.named(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "CORELINK_GOSSIP_MODE must be open, mixed or sealed, is \"" + value + "\"."));
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
