package org.corelink.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's list of sockets as {@code /proc/net/tcp}, {@code tcp6}, {@code udp} and {@code udp6} print it. */
final class SocketTable {
    /** {@code TCP_LISTEN} of the kernel's {@code tcp_states.h}. */
    static final int LISTENING = 0x0A;

    /** Slot, local and remote address, state, queues, timers, retransmits, uid, time-out, inode. */
    private static final Pattern ROW =
            Pattern.compile("\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2})"
                    + " \\S+ \\S+ \\S+\\s+(\\d+)\\s+\\d+ (\\d+).*");

    private static final int HEXADECIMAL = 16;

    private SocketTable() {}

    /**
     * One socket.
     *
     * @param port local port
     * @param state the kernel's number of the connection's state
     * @param uid user that opened it
     * @param inode the socket's number, as links in {@code /proc/<pid>/fd} name it; 0 = without a process
     */
    record Row(int port, int state, long uid, long inode) {}

    /** The sockets in {@code text}; lines of another form are passed over. */
    static List<Row> parse(String text) {
        return text.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(
                        Integer.parseInt(row.group(1), HEXADECIMAL),
                        Integer.parseInt(row.group(2), HEXADECIMAL),
                        Long.parseLong(row.group(3)),
                        Long.parseLong(row.group(4))))
                .toList();
    }
}
