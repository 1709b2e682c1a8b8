package org.corelink.gossip.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Reads {@code /proc/net/udp}: a head line, then a line per IPv4 UDP socket, of which these columns matter (proc(5)):
 *
 * <pre>
 *    sl  local_address rem_address   st tx_queue rx_queue (more columns) inode ref pointer drops
 *   215: 4D4D4DEF:B7FC 00000000:0000 07 00000000:00000000 (more columns) 10211 2 0000000000000000 7
 * </pre>
 *
 * <p>The address is the number that the machine makes of its four bytes, in hexadecimal.
 */
final class UdpTable {
    private static final int INODE = 9;
    private static final int DROPS = 12;

    /**
     * A socket.
     *
     * @param inode the kernel's number of it, as in {@code /proc/self/fd}
     * @param drops datagrams that it lost because its buffer was full, or their checksum wrong
     */
    record Row(long inode, long drops) {}

    private final Set<String> wanted = new HashSet<>();

    /**
     * A table of which only some sockets matter.
     *
     * @param sockets their IPv4 addresses and ports
     * @param order of bytes on the machine whose table it is
     */
    UdpTable(Collection<InetSocketAddress> sockets, ByteOrder order) {
        sockets.forEach(socket -> wanted.add(text(socket, order)));
    }

    private static String text(InetSocketAddress socket, ByteOrder order) {
        int number =
                ByteBuffer.wrap(socket.getAddress().getAddress()).order(order).getInt();
        return String.format(Locale.ROOT, "%08X:%04X", number, socket.getPort());
    }

    /** The wanted sockets of a table. Lines that make no sense are passed over. */
    List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            int address = line.indexOf(": ") + 2;
            int end = line.indexOf(' ', address);
            if (end > address && wanted.contains(line.substring(address, end))) {
                addRow(new StringTokenizer(line), rows);
            }
        }
        return rows;
    }

    private static void addRow(StringTokenizer columns, List<Row> rows) {
        if (columns.countTokens() <= DROPS) {
            return;
        }
        skip(INODE, columns);
        OptionalLong inode = number(columns.nextToken());
        skip(DROPS - INODE - 1, columns);
        OptionalLong drops = number(columns.nextToken());
        if (inode.isPresent() && drops.isPresent()) {
            rows.add(new Row(inode.getAsLong(), drops.getAsLong()));
        }
    }

    private static void skip(int count, StringTokenizer columns) {
        for (int i = 0; i < count; i++) {
            columns.nextToken();
        }
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
