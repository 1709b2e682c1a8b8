package org.corelink.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A LAN of its own for one test: machines that are network namespaces, each with one cable to one bridge, and a cable
 * to the test itself. Needs root and the command {@code ip}.
 *
 * <p>The bridge is in a namespace too, where no firewall rule of this machine counts: Docker makes the kernel pass
 * bridged datagrams through its rules ({@code net.bridge.bridge-nf-call-iptables}), which drop them. So nothing of this
 * machine is changed but one interface that comes and goes. One network at a time in a process.
 */
public final class TestNetwork implements AutoCloseable {
    /** The only interface of each machine beside {@code lo}. */
    public static final String NIC = "eth0";

    /** Namespaces are named by the process that made them, so that a later one can tell what a dead one left. */
    private static final Pattern NAMESPACE = Pattern.compile("clt-(\\d+)-\\S+");

    private static final long OWN_PID = ProcessHandle.current().pid();
    private static final int FIRST_HOST = 10;

    private final String subnet;
    private final String bridge = namespace("bridge");
    private int hosts;

    private TestNetwork(String subnet) {
        this.subnet = subnet;
    }

    /** Makes the bridge and the cable to it, after removing what an earlier run left. */
    public static TestNetwork create() throws IOException {
        removeLeftovers();
        removeAllOf(OWN_PID);
        TestNetwork network = new TestNetwork(freeSubnet());
        try {
            network.build();
            return network;
        } catch (IOException | AssertionError e) {
            network.close();
            throw e;
        }
    }

    /** Three numbers of an IPv4 subnet of 256 addresses that this machine has no route to. */
    private static String freeSubnet() throws IOException {
        String routes = Shell.run("ip", "-4", "route", "show", "table", "all");
        return IntStream.range(0, 256)
                .mapToObj(offset -> "10.77." + (OWN_PID + offset) % 256)
                .filter(candidate -> !routes.contains(candidate + "."))
                .findFirst()
                .orElseThrow(() -> new AssertionError("every subnet of 10.77.0.0/16 is in use"));
    }

    private void build() throws IOException {
        Shell.run("ip", "netns", "add", bridge);
        // Without snooping a bridge forwards every multicast, as a switch of a small LAN does.
        Shell.run("ip", "-n", bridge, "link", "add", "bridge", "type", "bridge", "mcast_snooping", "0");
        Shell.run("ip", "-n", bridge, "link", "set", "bridge", "up");
        String wire = wire(OWN_PID);
        Shell.run("ip", "link", "add", wire, "type", "veth", "peer", "name", "test", "netns", bridge);
        Shell.run("ip", "-n", bridge, "link", "set", "test", "master", "bridge", "up");
        Shell.run("ip", "address", "add", address() + "/24", "dev", wire);
        Shell.run("ip", "link", "set", wire, "up");
    }

    /** A machine with an address on the LAN, whose cable is not plugged in yet: only its {@code lo} is up. */
    public Host addHost(String name) throws IOException {
        Host host = new Host(namespace(name), subnet + "." + (FIRST_HOST + hosts++));
        Shell.run("ip", "netns", "add", host.namespace());
        Shell.run("ip", "-n", host.namespace(), "link", "set", "lo", "up");
        Shell.run(
                "ip",
                "-n",
                bridge,
                "link",
                "add",
                name,
                "type",
                "veth",
                "peer",
                "name",
                NIC,
                "netns",
                host.namespace());
        Shell.run("ip", "-n", bridge, "link", "set", name, "master", "bridge", "up");
        Shell.run("ip", "-n", host.namespace(), "address", "add", host.address() + "/24", "dev", NIC);
        return host;
    }

    /** The test's own address on the LAN. */
    public String address() {
        return subnet + ".1";
    }

    /** A socket of the test on the LAN, for unicast and multicast. */
    public DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address(), 0));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName(wire(OWN_PID)));
        return socket;
    }

    private static String namespace(String name) {
        return "clt-" + OWN_PID + "-" + name;
    }

    /** This machine's end of the cable. By its name a CoreLink that runs on this machine leaves it alone. */
    private static String wire(long pid) {
        return "vethclt" + pid;
    }

    /** Removes the networks of processes that ended without removing them. */
    static void removeLeftovers() throws IOException {
        for (long pid : owners()) {
            if (ProcessHandle.of(pid).isEmpty()) {
                removeAllOf(pid);
            }
        }
    }

    private static Set<Long> owners() throws IOException {
        Set<Long> owners = new TreeSet<>();
        Matcher matcher = NAMESPACE.matcher(Shell.run("ip", "netns", "list"));
        while (matcher.find()) {
            owners.add(Long.valueOf(matcher.group(1)));
        }
        return owners;
    }

    private static void removeAllOf(long pid) throws IOException {
        List<Throwable> failures = new ArrayList<>();
        if (NetworkInterface.getByName(wire(pid)) != null) {
            attempt(() -> Shell.run("ip", "link", "delete", wire(pid)), failures);
        }
        Matcher matcher = NAMESPACE.matcher(Shell.run("ip", "netns", "list"));
        while (matcher.find()) {
            String namespace = matcher.group();
            if (Long.parseLong(matcher.group(1)) == pid) {
                attempt(() -> endProcesses(namespace), failures);
                attempt(() -> Shell.run("ip", "netns", "delete", namespace), failures);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError left = new AssertionError("something of the test network of process " + pid + " is left");
            failures.forEach(left::addSuppressed);
            throw left;
        }
    }

    private static void attempt(Removal removal, List<Throwable> failures) {
        try {
            removal.run();
        } catch (Exception | AssertionError e) {
            // The rest must go all the same.
            failures.add(e);
        }
    }

    /** Kills what still runs in a namespace, for it keeps the namespace in being. */
    private static void endProcesses(String namespace) throws Exception {
        for (String pid : Shell.run("ip", "netns", "pids", namespace).lines().toList()) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
            if (process.isPresent()) {
                process.get().destroyForcibly();
                process.get().onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** Removes everything, and ends what still runs on the machines. */
    @Override
    public void close() throws IOException {
        removeAllOf(OWN_PID);
    }

    /** One step of taking the network down. */
    @FunctionalInterface
    private interface Removal {
        void run() throws Exception;
    }

    /**
     * A machine on the LAN.
     *
     * @param namespace its network namespace
     * @param address its IPv4 address on the LAN
     */
    public record Host(String namespace, String address) {
        /** The command that, put before another, runs that one on this machine. */
        public List<String> prefix() {
            return List.of("ip", "netns", "exec", namespace);
        }

        /** Runs a command on it and returns what it prints. */
        public String run(String... command) throws IOException {
            List<String> all = new ArrayList<>(prefix());
            all.addAll(List.of(command));
            return Shell.run(all.toArray(String[]::new));
        }

        /** Plugs its cable in. */
        public void plugIn() throws IOException {
            Shell.run("ip", "-n", namespace, "link", "set", NIC, "up");
        }
    }
}
