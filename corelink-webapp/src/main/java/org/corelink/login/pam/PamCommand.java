package org.corelink.login.pam;

import com.sun.jna.Native;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jvnet.libpam.impl.PAMLibrary;

/**
 * The command line of the PAM process.
 *
 * @param service the PAM service
 * @param roleGroups the groups that grant roles
 */
public record PamCommand(String service, Set<String> roleGroups) {
    /** A small JVM: it holds a handful of sign-ins and compiles nothing that would be worth more than a first tier. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx16m",
            "-Xmn4m",
            "-Xss256k",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:GuaranteedSafepointInterval=0",
            "-XX:+ExitOnOutOfMemoryError",
            // A crash must write no memory, which may hold a password, to the disk.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+SuppressFatalErrorMessage",
            "--enable-native-access=ALL-UNNAMED",
            "-Djna.encoding=UTF-8",
            "-XX:+DisableAttachMechanism");

    /** The argument list, of this JVM's own program and no more of its class path than is needed. */
    List<String> arguments(Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-cp");
        command.add(Stream.of(PamServer.class, Native.class, PAMLibrary.class)
                .map(PamCommand::placeOf)
                .collect(Collectors.joining(System.getProperty("path.separator"))));
        command.add(PamServer.class.getName());
        command.add(folder.toString());
        command.add(service);
        command.addAll(roleGroups);
        return command;
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has a place that is no file", e);
        }
    }
}
