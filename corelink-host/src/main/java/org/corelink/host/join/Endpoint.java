package org.corelink.host.join;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an invitation is open, or a CA answers. Pure.
 *
 * @param host name or address
 * @param port TCP port
 */
public record Endpoint(String host, int port) {
    /** Of an invitation: the one after those of gossip. */
    public static final int DEFAULT_PORT = 47_102;

    /** Where a CA answers machines that have joined: the next one. */
    public static final int CA_PORT = 47_103;

    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]{1,253}))(?::([0-9]{1,5}))?");
    private static final int MAX_PORT = 65_535;

    /** Reads {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}, of an invitation; empty if it is none. */
    public static Optional<Endpoint> parse(String text) {
        return parse(text, DEFAULT_PORT);
    }

    /** The same, where another port goes without saying. */
    public static Optional<Endpoint> parse(String text, int defaultPort) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(3) == null ? defaultPort : Integer.parseInt(parts.group(3));
        String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        return port == 0 || port > MAX_PORT ? Optional.empty() : Optional.of(new Endpoint(host, port));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
