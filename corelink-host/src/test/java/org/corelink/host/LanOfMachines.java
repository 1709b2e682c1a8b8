package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines that are network namespaces on one bridge, which is in a namespace too, with a cable to the test. Needs root and
 * the command {@code ip}. Everything is named by this process, and goes when it is closed.
 */
final class LanOfMachines implements AutoCloseable {
    private static final long PID = ProcessHandle.current().pid();

    /** By its name a CoreLink that runs on this machine leaves it alone. */
    private static final String CABLE = "vethclj" + PID;

    private static final String BRIDGE = "clj-" + PID + "-bridge";

    private final String subnet = "10.78." + PID % 256;
    private final List<String> namespaces = new ArrayList<>();

    LanOfMachines() throws IOException {
        add(BRIDGE);
        ip("-n", BRIDGE, "link", "add", "bridge", "type", "bridge", "mcast_snooping", "0");
        ip("-n", BRIDGE, "link", "set", "bridge", "up");
        ip("link", "add", CABLE, "type", "veth", "peer", "name", "test", "netns", BRIDGE);
        ip("-n", BRIDGE, "link", "set", "test", "master", "bridge", "up");
        ip("address", "add", subnet + ".1/24", "dev", CABLE);
        ip("link", "set", CABLE, "up");
    }

    /** A machine on the LAN, whose only cable is {@code eth0}; tells its address. */
    String add(String name, int number) throws IOException {
        String namespace = namespace(name);
        add(namespace);
        ip("-n", namespace, "link", "set", "lo", "up");
        ip("-n", BRIDGE, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        ip("-n", BRIDGE, "link", "set", name, "master", "bridge", "up");
        String address = addAddress(name, number);
        ip("-n", namespace, "link", "set", "eth0", "up");
        return address;
    }

    /** One more address for a machine that is there; tells it. */
    String addAddress(String name, int number) throws IOException {
        String address = subnet + "." + (10 + number);
        ip("-n", namespace(name), "address", "add", address + "/24", "dev", "eth0");
        return address;
    }

    /** One more address for the machine of the test itself; tells it. */
    String addAddressHere(int number) throws IOException {
        String address = subnet + "." + (200 + number);
        ip("address", "add", address + "/24", "dev", CABLE);
        return address;
    }

    /** What, put before a command, runs it on that machine. */
    static List<String> on(String name) {
        return List.of("ip", "netns", "exec", namespace(name));
    }

    private static String namespace(String name) {
        return "clj-" + PID + "-" + name;
    }

    private void add(String namespace) throws IOException {
        ip("netns", "add", namespace);
        namespaces.add(namespace);
    }

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as("%s: %s", command, words)
                .isZero();
    }

    @Override
    public void close() throws IOException {
        // With its namespace goes the other end of each cable.
        for (String namespace : namespaces.reversed()) {
            ip("netns", "delete", namespace);
        }
    }
}
