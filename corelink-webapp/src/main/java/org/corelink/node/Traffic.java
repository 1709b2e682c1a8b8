package org.corelink.node;

/**
 * What CoreLink sends and receives on a machine, mean of the last ten seconds; payload of UDP.
 *
 * @param sentKbps kbit/s
 * @param receivedKbps kbit/s
 * @param sentPerSecond datagrams per second
 * @param receivedPerSecond datagrams per second
 */
public record Traffic(double sentKbps, double receivedKbps, double sentPerSecond, double receivedPerSecond) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);

    /** Both directions together, kbit/s. */
    public double kbps() {
        return sentKbps + receivedKbps;
    }
}
