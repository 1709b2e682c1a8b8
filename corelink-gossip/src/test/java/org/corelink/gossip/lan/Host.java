package org.corelink.gossip.lan;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.corelink.gossip.GossipConfig;

/** A machine with a cable to each of its segments, at the network interfaces eth0, eth1 and so on. */
public final class Host {
    private static final Pattern DROPPED = Pattern.compile("(?m)^\\s*(\\d+)\\s+\\d+\\s+DROP\\s");

    private final Namespace namespace;
    private final int number;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Segment.Cable> cables = new ArrayList<>();

    /** A machine in an existing, empty namespace. */
    Host(Namespace namespace, int number) {
        this.namespace = namespace;
        this.number = number;
    }

    /** Plugs it in everywhere; its interfaces have addresses but are down. */
    void build(List<Segment> all) throws IOException {
        namespace.disableIpv6();
        namespace.ip("link set lo up");
        for (Segment segment : all) {
            String nic = "eth" + cables.size();
            segments.add(segment);
            cables.add(segment.plug(namespace, nic));
            namespace.ip("address add " + segment.address(number) + "/16 brd + dev " + nic);
        }
    }

    public Namespace namespace() {
        return namespace;
    }

    /** Its address on its first segment. */
    public String address() {
        return segments.getFirst().address(number);
    }

    /** The host loses its power or its cable: nothing comes from it any more, not even an error of ICMP. */
    public void unplug() throws IOException {
        for (Segment.Cable cable : cables) {
            cable.unplug();
        }
    }

    /** The same on one of its interfaces. */
    void unplug(int nic) throws IOException {
        cables.get(nic).unplug();
    }

    public void plugIn() throws IOException {
        for (Segment.Cable cable : cables) {
            cable.plugIn();
        }
    }

    void interfacesUp() throws IOException {
        for (int nic = 0; nic < cables.size(); nic++) {
            namespace.ip("link set eth" + nic + " up");
        }
        namespace.ip("route replace 224.0.0.0/4 dev eth0");
    }

    void interfacesDown() throws IOException {
        for (int nic = 0; nic < cables.size(); nic++) {
            namespace.ip("link set eth" + nic + " down");
        }
    }

    /** As a new lease does; {@link #address} does not follow. */
    void changeAddress(String address) throws IOException {
        namespace.ip(
                "address delete " + address() + "/16 dev eth0",
                "address add " + address + "/16 brd + dev eth0",
                "route replace 224.0.0.0/4 dev eth0");
    }

    /**
     * Gives it further addresses, of other hosts or of none, and knowledge of one host. It never says where an address
     * is, so that what is meant for the others still reaches them.
     */
    void usurp(List<String> addresses, Host known) throws IOException {
        namespace.run("sh", "-c", "echo 8 >/proc/sys/net/ipv4/conf/eth0/arp_ignore");
        String link = known.namespace.run("cat", "/sys/class/net/eth0/address").strip();
        List<String> lines = new ArrayList<>();
        lines.add("neighbour replace " + known.address() + " lladdr " + link + " nud permanent dev eth0");
        addresses.forEach(address -> lines.add("address add " + address + "/32 dev eth0"));
        namespace.ip(lines);
    }

    /** Hears no datagrams but those of another host. */
    void hearOnly(Host other) throws IOException {
        firewall("-A", "INPUT", "-p", "udp", "!", "-s", other.address());
    }

    /** Makes it a host of another network on the same cable too. */
    void addForeignAddress(String address) throws IOException {
        namespace.ip("address add " + address + "/24 dev eth0");
    }

    /** Makes a foreign network known to it, as a router does: the kernel may drop what it cannot answer. */
    void addRoute(String network) throws IOException {
        namespace.ip("route add " + network + " dev eth0");
    }

    /** Loses this share of the UDP datagrams that come in, at random and each for itself. */
    void losePercent(int percent) throws IOException {
        String probability = String.valueOf(percent / 100.0);
        firewall("-A", "INPUT", "-p", "udp", "-m", "statistic", "--mode", "random", "--probability", probability);
    }

    /** The same of all that comes in by cable, whatever its protocol: for comparisons with what does not only use UDP. */
    public void losePercentOfAll(int percent) throws IOException {
        String probability = String.valueOf(percent / 100.0);
        firewall("-A", "INPUT", "!", "-i", "lo", "-m", "statistic", "--mode", "random", "--probability", probability);
    }

    /** How many {@link #losePercent} or {@link #losePercentOfAll} has dropped so far. */
    public long lostDatagrams() throws IOException {
        String rules = namespace.run("iptables", "-w", "-nvxL", "INPUT");
        return DROPPED.matcher(rules)
                .results()
                .mapToLong(rule -> Long.parseLong(rule.group(1)))
                .sum();
    }

    /** Hears no error of ICMP any more. */
    void dropIcmp() throws IOException {
        firewall("-A", "INPUT", "-p", "icmp");
    }

    private void firewall(String... rule) throws IOException {
        List<String> command = new ArrayList<>(List.of("iptables", "-w"));
        command.addAll(List.of(rule));
        command.addAll(List.of("-j", "DROP"));
        namespace.run(command.toArray(String[]::new));
    }

    /** Ends {@link #losePercent} and {@link #dropIcmp}. */
    public void hearEverything() throws IOException {
        namespace.run("iptables", "-w", "-F", "INPUT");
    }

    /** A socket of the test on this host. */
    DatagramSocket socket(String address, int port) throws IOException {
        return namespace.call(() -> new DatagramSocket(new InetSocketAddress(address, port)));
    }

    /** Where other nodes send unicast to. */
    InetSocketAddress unicast() {
        return new InetSocketAddress(address(), GossipConfig.DEFAULT_PORT + 1);
    }
}
