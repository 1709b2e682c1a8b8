package org.corelink.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One console with everything it needs in a folder of its own: certificate, data, and a scripted nvidia-smi. */
public final class TestConsole implements AutoCloseable {
    /** The scripted nvidia-smi of the console that runs now, for tests that Arquillian gives no reference to it. */
    private static volatile @Nullable Path fakeNvidiaSmi;

    /** The multicast port of that console. */
    private static volatile int gossipPort;

    /** Where it keeps what survives a restart. */
    private static volatile @Nullable Path data;

    private @Nullable ServerProcess process;

    /** Starts it and returns its HTTPS port. */
    public int start(Path folder, Path war, Map<String, String> more) throws IOException, InterruptedException {
        Path fake = installFakeNvidiaSmi(folder);
        fakeNvidiaSmi = fake;
        Map<String, String> environment = environment(folder, fake, more);
        data = Path.of(environment.getOrDefault("CORELINK_DATA", ""));
        gossipPort = Integer.parseInt(environment.getOrDefault("CORELINK_GOSSIP_PORT", ""));
        ServerProcess started = ServerProcess.start(List.of(), war, environment);
        process = started;
        return started.port();
    }

    /** The process that runs now. */
    public ServerProcess process() {
        return Objects.requireNonNull(process, "not started");
    }

    /** The settings of a console that hears only this machine. */
    static Map<String, String> environment(Path folder, Path fake, Map<String, String> more) throws IOException {
        TestCertificate tls = TestCertificate.in(folder);
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", fake + ":" + System.getenv("PATH"));
        // Where it looks first there is a driver's library that cannot be loaded, also on a machine that has a real
        // one.
        environment.put("LD_LIBRARY_PATH", fake.toString());
        environment.put("CORELINK_HOSTNAME", "console-under-test");
        environment.put("CORELINK_PORT", "0");
        environment.put("CORELINK_GOSSIP_PORT", Integer.toString(freeGossipPort()));
        environment.put("CORELINK_GOSSIP_INTERFACES", "lo");
        environment.put("CORELINK_DATA", folder.resolve("data").toString());
        environment.put("CORELINK_CERTIFICATE", tls.certificate().toString());
        environment.put("CORELINK_PRIVATE_KEY", tls.privateKey().toString());
        environment.put("CORELINK_CA", tls.certificate().toString());
        environment.putAll(more);
        return environment;
    }

    /** Copies the stand-in to a folder that can lead a PATH, beside an empty file in place of NVML. */
    static Path installFakeNvidiaSmi(Path folder) throws IOException {
        Path fake = Files.createDirectories(folder.resolve("fake"));
        Path script = fake.resolve("nvidia-smi");
        try (var in = Objects.requireNonNull(TestConsole.class.getResourceAsStream("/fake/nvidia-smi"))) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(fake.resolve("libnvidia-ml.so.1"));
        Files.createFile(fake.resolve("libnvidia-ml.so.1"));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        return fake;
    }

    /** The multicast port of the console that runs now. */
    static int gossipPort() {
        return gossipPort;
    }

    /** The data folder of the console that runs now. */
    static Path data() {
        return Objects.requireNonNull(data, "no console runs");
    }

    /** Makes the scripted nvidia-smi say {@code value}; for names and values see the head of that script. */
    public static void say(String name, String value) throws IOException {
        say(Objects.requireNonNull(fakeNvidiaSmi, "no console runs"), name, value);
    }

    /** The same for the scripted nvidia-smi in the folder {@code fake}. */
    static void say(Path fake, String name, String value) throws IOException {
        Path next = Files.writeString(fake.resolve(name + ".next"), value, StandardCharsets.UTF_8);
        Files.move(next, fake.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int freeGossipPort() throws SocketException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (DatagramSocket first = new DatagramSocket()) {
                int port = first.getLocalPort();
                try (DatagramSocket second = new DatagramSocket(port + 1)) {
                    return second.getLocalPort() - 1;
                } catch (SocketException e) {
                    // The next is taken: another pair is tried.
                }
            }
        }
        throw new SocketException("no two free UDP ports in a row");
    }

    @Override
    public void close() {
        ServerProcess running = process;
        if (running != null) {
            running.close();
        }
    }
}
