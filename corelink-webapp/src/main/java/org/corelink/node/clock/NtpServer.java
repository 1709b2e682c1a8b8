package org.corelink.node.clock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an NTP server is.
 *
 * @param host name or address
 * @param port UDP port, 1 to 65535
 */
public record NtpServer(String host, int port) {
    /** The port of the protocol. */
    public static final int DEFAULT_PORT = 123;

    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "(?:\\[(?<v6>[0-9A-Fa-f:.]{2,45})\\]|(?<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252}))(?::(?<port>[0-9]{1,5}))?");

    /** Checks the bounds. */
    public NtpServer {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("NTP server: port must be 1 to 65535, is " + port);
        }
    }

    /**
     * Reads {@code "ntp.example.org"}, {@code "10.0.0.1:1123"}, {@code "[fd00::1]:123"}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static NtpServer parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("NTP server must be a name or address, perhaps with :port");
        }
        String host = form.group("v6") == null ? form.group("host") : form.group("v6");
        String port = form.group("port");
        return new NtpServer(host, port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == DEFAULT_PORT ? shown : shown + ":" + port;
    }
}
