package org.corelink.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A console on a machine of a {@link TestNetwork}, with a scripted nvidia-smi, and somebody who is signed in to it. */
public final class Neighbour implements AutoCloseable {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    private static final String PORT = "8443";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final String name;
    private final TestNetwork.Host host;
    private final TestAccount account;
    private final Path folder;
    private final Path fake;
    private final Map<String, String> settings = new HashMap<>();
    private @Nullable ServerProcess process;
    private @Nullable ConsoleClient client;

    /**
     * A console that does not run yet.
     *
     * @param folder where it gets a folder of its own
     * @param account who signs in
     */
    public Neighbour(String name, TestNetwork.Host host, Path folder, TestAccount account) throws IOException {
        this.name = name;
        this.host = host;
        this.account = account;
        this.folder = Files.createDirectories(folder.resolve(name));
        this.fake = TestConsole.installFakeNvidiaSmi(this.folder);
    }

    /** Gives it one more setting; before it starts. */
    public void set(String variable, String value) {
        settings.put(variable, value);
    }

    /** Starts it, told nothing of the network; returns once it listens. */
    public void start() throws IOException, InterruptedException {
        Map<String, String> environment =
                TestConsole.environment(folder, fake, Map.of("CORELINK_HOSTNAME", name, "CORELINK_PORT", PORT));
        environment.remove("CORELINK_GOSSIP_INTERFACES");
        environment.remove("CORELINK_GOSSIP_PORT");
        environment.putAll(settings);
        TestCertificate.in(folder, host.address());
        process = ServerProcess.start(host.prefix(), WAR, environment);
    }

    /** Its name in the cluster. */
    public String name() {
        return name;
    }

    /** The machine that it runs on. */
    public TestNetwork.Host host() {
        return host;
    }

    /** Its process, running or ended. */
    public ServerProcess process() {
        return Objects.requireNonNull(process, "not started");
    }

    /** Makes its nvidia-smi say {@code value}. */
    public void say(String field, String value) throws IOException {
        TestConsole.say(fake, field, value);
    }

    /** Ends it without a goodbye, as a crash would. */
    public void kill() throws InterruptedException {
        process().kill();
        signOut();
    }

    /** What it knows now; asked over HTTPS from outside its machine. */
    public ConsoleSnapshot sees() throws InterruptedException {
        try {
            HttpResponse<String> answer = client().get("live/snapshot");
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode() + ": " + answer.body());
            }
            return ConsoleSnapshot.parse(answer.body());
        } catch (IOException e) {
            throw new AssertionError(
                    name + " does not answer; it " + process().fate() + "\n"
                            + process().log(),
                    e);
        }
    }

    /** What it answers to whoever is signed in. */
    public HttpResponse<String> asks(String path) throws IOException, InterruptedException {
        return client().get(path);
    }

    private ConsoleClient client() throws IOException, InterruptedException {
        ConsoleClient signedIn = client;
        if (signedIn == null) {
            signedIn = new ConsoleClient(URI.create("https://" + host.address() + ":" + PORT + "/"));
            client = signedIn;
            signedIn.signIn(account.name(), account.password());
        }
        return signedIn;
    }

    /** Looks again and again until it knows what is awaited; fails with what it knew last. */
    public ConsoleSnapshot await(String what, Duration limit, Predicate<ConsoleSnapshot> awaited)
            throws InterruptedException {
        ConsoleSnapshot seen = sees();
        long deadline = System.nanoTime() + limit.toNanos();
        while (!awaited.test(seen)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " not seen by " + name + " within " + limit + ", but " + seen.json()
                        + "\n" + process().log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            seen = sees();
        }
        return seen;
    }

    private void signOut() {
        ConsoleClient signedIn = client;
        client = null;
        if (signedIn != null) {
            signedIn.http().shutdownNow();
            signedIn.close();
        }
    }

    @Override
    public void close() {
        signOut();
        ServerProcess started = process;
        if (started != null) {
            started.close();
        }
    }
}
