package org.corelink.host.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.host.ca.HostNames.Attachment;
import org.corelink.server.PamService;
import org.jspecify.annotations.Nullable;

/** Finds out about this machine and this process. SHELL; blocks no longer than {@value #NAME_SERVER_SECONDS} s. */
public final class HostProbe {
    /** A name server that is slower than this counts as silent. */
    private static final int NAME_SERVER_SECONDS = 2;

    /** Bit of {@code CAP_NET_BIND_SERVICE} in capability sets (linux/capability.h). */
    private static final int CAP_NET_BIND_SERVICE = 10;

    private static final Pattern EFFECTIVE = Pattern.compile("^CapEff:\\s*([0-9a-f]+)$", Pattern.MULTILINE);
    private static final int HEXADECIMAL = 16;

    /** Default of {@code net.ipv4.ip_unprivileged_port_start}. */
    private static final int FIRST_FREE_PORT = 1_024;

    private final Map<String, String> environment;

    /** Takes {@code environment} for that of this process. */
    public HostProbe(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Gathers the facts. */
    public HostFacts facts() {
        boolean root = isRoot();
        return new HostFacts(
                user(),
                root,
                root || hasCapability(CAP_NET_BIND_SERVICE),
                firstFreePort(),
                isLibraryPresent("libpam.so.0"),
                PamService.DEFAULT);
    }

    /** This machine's name, as {@code hostname} prints it. */
    public String hostName() {
        return readOr("/proc/sys/kernel/hostname", "localhost").strip();
    }

    /** The fully qualified name that the resolver gives this machine; null if it gives none in time. */
    public @Nullable String qualifiedName() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("own-name").start(() -> asked.complete(canonicalName()));
        try {
            String name = asked.get(NAME_SERVER_SECONDS, TimeUnit.SECONDS);
            boolean useful = name.contains(".") && name.chars().anyMatch(Character::isLetter) && !name.contains(":");
            return useful && !name.startsWith("localhost") ? name : null;
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Every address of this machine's network interfaces that are up.
     *
     * @throws IOException if the kernel does not tell
     */
    public List<Attachment> attachments() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(networkInterface -> networkInterface.getInterfaceAddresses().stream())
                .map(address -> new Attachment(address.getAddress(), address.getNetworkPrefixLength()))
                .toList();
    }

    private InvokingUser user() {
        @Nullable String sudoUser = environment.get("SUDO_USER");
        if (isRoot() && sudoUser != null && !sudoUser.equals("root")) {
            Optional<Path> home = PasswdFile.homeOf(sudoUser, readOr("/etc/passwd", ""));
            if (home.isPresent()) {
                return new InvokingUser(sudoUser, home.get(), true);
            }
        }
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return new InvokingUser(System.getProperty("user.name"), home.toAbsolutePath(), false);
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasCapability(int bit) {
        Matcher effective = EFFECTIVE.matcher(readOr("/proc/self/status", ""));
        return effective.find() && (Long.parseUnsignedLong(effective.group(1), HEXADECIMAL) >> bit & 1) == 1;
    }

    private static int firstFreePort() {
        String text =
                readOr("/proc/sys/net/ipv4/ip_unprivileged_port_start", "").strip();
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : FIRST_FREE_PORT;
    }

    private static boolean isLibraryPresent(String name) {
        return List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64").stream()
                .map(Path::of)
                .anyMatch(folder -> Files.exists(folder.resolve(name)) || isBelow(folder, name));
    }

    /** Debian keeps libraries one folder deeper, by architecture. */
    private static boolean isBelow(Path folder, String name) {
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(folder, "*-linux-gnu*")) {
            for (Path architecture : architectures) {
                if (Files.exists(architecture.resolve(name))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static String canonicalName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static String readOr(String file, String otherwise) {
        // Not Files.readString: it may read byte by byte, and a file of /proc/sys gives its first piece only.
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            return reader.readAllAsString();
        } catch (IOException e) {
            // Each of these files is missing on some kernel or container; the caller knows what that means.
            return otherwise;
        }
    }
}
