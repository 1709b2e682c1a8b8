package org.corelink.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.startup.Tomcat;
import org.corelink.gossip.Mode;
import org.corelink.login.pam.AccountCheck;

/** The built console in the process of the test, with accounts of its own, and perhaps broken on purpose. */
final class ConsoleInProcess {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));

    private ConsoleInProcess() {}

    /**
     * Starts it on a free port of the loopback interface.
     *
     * @param folder for its files
     * @param accounts who may sign in
     * @param change what is to be different
     */
    static EmbeddedTomcat start(Path folder, AccountCheck accounts, Consumer<Tomcat> change)
            throws IOException, StartException {
        return start(config(folder, LeastTls.TLS_1_3), accounts, change);
    }

    /** The same with older versions of TLS than usual. */
    static EmbeddedTomcat start(Path folder, AccountCheck accounts, LeastTls leastTls)
            throws IOException, StartException {
        return start(config(folder, leastTls), accounts, _ -> {});
    }

    private static EmbeddedTomcat start(ServerConfig config, AccountCheck accounts, Consumer<Tomcat> change)
            throws StartException {
        Consumer<Tomcat> limit = EmbeddedTomcat::limitToThisMachine;
        return EmbeddedTomcat.start(config, _ -> accounts, limit.andThen(change));
    }

    private static ServerConfig config(Path folder, LeastTls leastTls) throws IOException {
        Map<String, String> settings =
                TestConsole.environment(folder, TestConsole.installFakeNvidiaSmi(folder), Map.of());
        return new ServerConfig(
                "in-process",
                0,
                WAR,
                folder.resolve("data"),
                Path.of(settings.getOrDefault("CORELINK_CERTIFICATE", "")),
                Path.of(settings.getOrDefault("CORELINK_PRIVATE_KEY", "")),
                Path.of(settings.getOrDefault("CORELINK_CA", "")),
                Integer.parseInt(settings.getOrDefault("CORELINK_GOSSIP_PORT", "")),
                List.of("lo"),
                Mode.OPEN,
                folder.resolve("no-keys"),
                leastTls,
                0,
                PamService.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }
}
