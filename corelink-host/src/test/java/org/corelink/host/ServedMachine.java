package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.server.CaTrust;
import org.jspecify.annotations.Nullable;

/** A machine of a {@link LanOfMachines} on which a person runs the commands of the assembled image. */
final class ServedMachine implements AutoCloseable {
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final Pattern ONLINE = Pattern.compile("\"host\":\"([a-z0-9]+)\",\"state\":\"online\"");
    private static final Pattern UNVERIFIED = Pattern.compile("\"unverified\":true");
    private static final int PORT = 8_443;

    private final String name;
    private final String address;
    private final Path folder;
    private final Path log;
    private @Nullable Process console;

    ServedMachine(String name, String address, Path folder) throws IOException {
        this.name = name;
        this.address = address;
        this.folder = folder.resolve(name);
        this.log = folder.resolve(name + ".log");
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path data = Files.createDirectories(this.folder.resolve("data").resolve(name), onlyOwner);
        Files.writeString(data.resolve("roles"), "admin: " + AdministratorAccount.NAME + "\n");
        Path tokens = Files.writeString(data.resolve("api-tokens"), TOKEN + "\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    Path folder() {
        return folder;
    }

    /** Starts a command, with something to read. */
    Process start(String input, String... arguments) throws IOException {
        Process process =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        return process;
    }

    /** Runs a command to its end, and returns what it prints. */
    String run(int exit, String input, String... arguments) throws Exception {
        Process process = start(input, arguments);
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isEqualTo(exit);
        return words;
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(LanOfMachines.on(name));
        command.addAll(AssembledImage.command(arguments));
        command.addAll(List.of("--hostname", name, "--data", folder.toString()));
        return command;
    }

    /** Starts {@code --serve} as it is sealed; done when it answers. */
    void serve() throws Exception {
        console = new ProcessBuilder(command("--serve", "--port", Integer.toString(PORT)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await("an answer", Duration.ofSeconds(60), online -> online.contains(name));
    }

    /** Ends the console as Ctrl-C does. */
    void stop() throws Exception {
        Process running = console;
        assertThat(running).isNotNull();
        running.destroy();
        assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Ends the console as Ctrl-C does, and starts it again. */
    void restart() throws Exception {
        stop();
        serve();
    }

    /** A connection to one of its addresses, or its only one, that stays open. */
    OpenConnection connect(String to) throws Exception {
        return new OpenConnection(caCertificate(), to, PORT);
    }

    private Path caCertificate() {
        return folder.resolve("nodes").resolve(name).resolve("current/ca.crt");
    }

    /** Which machines its console shows as online; none if it does not answer. */
    Set<String> online() {
        return ONLINE.matcher(cluster()).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** How many machines its console marks as unverified. */
    long unverified() {
        return UNVERIFIED.matcher(cluster()).results().count();
    }

    private String cluster() {
        // A client for each question: the CA changes when the machine joins.
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(CaTrust.in(caCertificate()))
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://" + address + ":" + PORT + "/api/v1/cluster"))
                            .timeout(Duration.ofSeconds(5))
                            .header("Authorization", "Bearer " + TOKEN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError("a CA that is none", e);
        }
    }

    /** What the manager's text interface answers to the administrator. */
    String manage(String command) throws Exception {
        Process curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--cacert",
                        caCertificate().toString(),
                        "--user",
                        AdministratorAccount.NAME + ":" + AdministratorAccount.PASSWORD,
                        "https://" + address + ":" + PORT + "/manager/text/" + command)
                .redirectErrorStream(true)
                .start();
        return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Looks again and again until its console shows what is awaited. */
    void await(String what, Duration limit, Predicate<Set<String>> awaited) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Set<String> online = online();
        while (!awaited.test(online)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        what + " not seen by " + name + " within " + limit + ", but " + online + "\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(200);
            online = online();
        }
    }

    /** What the console has logged. */
    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first match in a text that has one. */
    static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }

    @Override
    public void close() {
        Process running = console;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }
}
