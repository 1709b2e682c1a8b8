package org.corelink.gossip.lan;

import java.io.IOException;

/**
 * One LAN: two switches, joined by a cable, in a namespace of their own. There no firewall rule of this machine counts,
 * which with Docker's {@code bridge-nf-call-iptables} would drop what is bridged.
 *
 * <p>Of a snooping segment all hosts are on the near switch, and the far one is the router that sends the queries. The
 * near one goes on trusting its table for an hour without them, as real switches do and a bridge of Linux normally does
 * not; each entry of the table ends after four seconds.
 */
public final class Segment {
    private static final String NEAR = "near";
    private static final String FAR = "far";
    private static final String BRIDGE = "type bridge forward_delay 0 ";

    /** In hundredths of a second, as all times of a bridge. */
    private static final String TRUSTING =
            "mcast_snooping 1 mcast_querier_interval 360000 mcast_membership_interval 400";

    private static final String ASKING =
            "mcast_snooping 1 mcast_query_interval 100 mcast_query_response_interval 50 mcast_startup_query_interval"
                    + " 50";

    private final Namespace switches;
    private final int number;
    private final boolean snooping;
    private int ports;

    /** What is to become a segment in an existing, empty namespace. */
    Segment(Namespace switches, int number, boolean snooping) {
        this.switches = switches;
        this.number = number;
        this.snooping = snooping;
    }

    void build() throws IOException {
        switches.disableIpv6();
        switches.ip(
                "link add near " + BRIDGE + (snooping ? TRUSTING : "mcast_snooping 0"),
                "link add far " + BRIDGE + (snooping ? ASKING : "mcast_snooping 0"),
                "link add joint type veth peer name tnioj",
                "link set joint master near up",
                "link set tnioj master far up",
                "link set near up",
                "link set far up");
    }

    /** The next free address, of a network of 16 bits. */
    String address(int host) {
        return "10." + (77 + number) + "." + host / 250 + "." + (host % 250 + 1);
    }

    /** Connects a network interface of that name in {@code host}; hosts take turns between the switches. */
    Cable plug(Namespace host, String nic) throws IOException {
        String port = "port" + ports;
        String bridge = snooping || ports % 2 == 0 ? NEAR : FAR;
        ports++;
        switches.ip(
                "link add " + port + " type veth peer name " + nic + " netns " + host.name(),
                "link set " + port + " master " + bridge + " up");
        return new Cable(switches, port);
    }

    /** Cuts the cable between the switches. */
    public void partition() throws IOException {
        switches.ip("link set joint down");
    }

    /** Joins the switches again. */
    public void heal() throws IOException {
        switches.ip("link set joint up");
    }

    void startQuerier() throws IOException {
        switches.ip("link set far type bridge mcast_querier 1");
    }

    void stopQuerier() throws IOException {
        switches.ip("link set far type bridge mcast_querier 0");
    }

    /** What is between a port of a switch and a host. */
    record Cable(Namespace switches, String port) {
        void unplug() throws IOException {
            switches.ip("link set " + port + " down");
        }

        void plugIn() throws IOException {
            switches.ip("link set " + port + " up");
        }
    }
}
