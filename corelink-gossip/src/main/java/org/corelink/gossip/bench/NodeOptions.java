package org.corelink.gossip.bench;

import java.net.Inet4Address;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link NodeMain}.
 *
 * <p>Read by hand: a parser with annotations costs more than the rest of the start, and hundreds of these processes
 * start at once.
 *
 * @param name label of the node
 * @param address unicast address to own
 * @param view where to serve the view
 * @param mode which formats it speaks
 * @param key file of the group key; null only for {@link Mode#OPEN}
 * @param gpus number of GPUs to tell of, 0 to {@value GpuPayload#MAX_GPUS}
 * @param port multicast port of the group
 * @param events where to write each change of the view, see {@link EventLog}; null for nowhere
 */
record NodeOptions(
        String name,
        Inet4Address address,
        Path view,
        Mode mode,
        @Nullable Path key,
        int gpus,
        int port,
        @Nullable Path events) {
    /** What there is to choose, in one line. */
    static final String USAGE = "usage: java -jar gossip-node.jar --name NAME --address IPV4 --view SOCKET"
            + " [--mode open|sealed|mixed] [--key FILE] [--gpus 0..16] [--port 47100]"
            + " [--events FILE]";

    private static final Set<String> NAMES =
            Set.of("--name", "--address", "--view", "--mode", "--key", "--gpus", "--port", "--events");

    /**
     * Reads pairs of an option and its value; of an option given twice the last counts.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static NodeOptions parse(String... arguments) {
        Map<String, String> given = pairs(arguments);
        String name = name(required(given, "--name"));
        Inet4Address address = address(required(given, "--address"));
        Path view = path("--view", required(given, "--view"));
        Mode mode = mode(given.getOrDefault("--mode", "open"));
        Path key = given.containsKey("--key") ? path("--key", required(given, "--key")) : null;
        if (key == null && mode != Mode.OPEN) {
            throw new IllegalArgumentException("--mode " + given.get("--mode") + " needs --key");
        }
        int gpus = number("--gpus", given.getOrDefault("--gpus", "8"), 0, GpuPayload.MAX_GPUS);
        String port = given.getOrDefault("--port", Integer.toString(GossipConfig.DEFAULT_PORT));
        Path events = given.containsKey("--events") ? path("--events", required(given, "--events")) : null;
        return new NodeOptions(name, address, view, mode, key, gpus, number("--port", port, 1, 65_534), events);
    }

    private static Map<String, String> pairs(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!NAMES.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return given;
    }

    private static String required(Map<String, String> given, String option) {
        String value = given.get(option);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return value;
    }

    private static String name(String text) {
        if (!NodeId.isValid(text)) {
            throw new IllegalArgumentException(
                    "--name must be 1 to " + NodeId.MAX_LENGTH + " printable characters without double spaces");
        }
        return text;
    }

    /** A literal only: no name server is asked. */
    private static Inet4Address address(String text) {
        Inet4Address address;
        try {
            address = Inet4Address.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--address must be an IPv4 address such as 10.0.0.7, is " + text, e);
        }
        if (address.isMulticastAddress()) {
            throw new IllegalArgumentException("--address must be that of one machine, is the multicast " + text);
        }
        return address;
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option + " is no path: " + e.getReason(), e);
        }
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("--mode must be open, sealed or mixed, is " + text);
    }

    private static int number(String option, String text, int lowest, int highest) {
        String bounds = option + " must be " + lowest + " to " + highest + ", is " + text;
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(bounds, e);
        }
        throw new IllegalArgumentException(bounds);
    }
}
