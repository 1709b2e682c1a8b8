package org.corelink.host.join;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an invitation is open. Pure.
 *
 * @param host name or address
 * @param port TCP port
 */
public record Endpoint(String host, int port) {
    /** The one after those of gossip. */
    public static final int DEFAULT_PORT = 47_102;

    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]{1,253}))(?::([0-9]{1,5}))?");
    private static final int MAX_PORT = 65_535;

    /** Reads {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}; empty if it is none. */
    public static Optional<Endpoint> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3));
        String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        return port == 0 || port > MAX_PORT ? Optional.empty() : Optional.of(new Endpoint(host, port));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
