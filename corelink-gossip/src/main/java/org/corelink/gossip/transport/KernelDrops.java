package org.corelink.gossip.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many datagrams the kernel threw away before this node could read them. Every node of a machine has a socket with
 * the group's address; the inode tells them apart, but not those of one process.
 */
final class KernelDrops {
    /** That the kernel keeps no such table, or lets nobody read it. */
    static final long UNKNOWN = -1;

    private static final Path TABLE = Path.of("/proc/net/udp");
    private static final Path OWN_FILES = Path.of("/proc/self/fd");
    private static final String SOCKET = "socket:[";

    /** What each socket has dropped, those included that are closed by now. */
    private final Map<Long, Long> dropsByInode = new HashMap<>();

    private List<DatagramChannel> followed = List.of();
    private UdpTable table = new UdpTable(List.of(), ByteOrder.nativeOrder());
    private Set<Long> ownInodes = Set.of();

    /**
     * Datagrams that this node's sockets have dropped since the start, or {@link #UNKNOWN}.
     *
     * @param sockets those open now
     */
    long count(List<DatagramChannel> sockets) {
        if (!sockets.equals(followed)) {
            follow(sockets);
        }
        try {
            for (UdpTable.Row row : table.rows(lines())) {
                if (ownInodes.isEmpty() || ownInodes.contains(row.inode())) {
                    dropsByInode.put(row.inode(), row.drops());
                }
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        long sum = 0;
        for (long drops : dropsByInode.values()) {
            sum += drops;
        }
        return sum;
    }

    /** Read at once: line by line costs several times as much. */
    private static List<String> lines() throws IOException {
        return List.of(new String(Files.readAllBytes(TABLE), US_ASCII).split("\n", -1));
    }

    private void follow(List<DatagramChannel> sockets) {
        followed = sockets;
        List<InetSocketAddress> addresses = new ArrayList<>();
        sockets.forEach(socket -> addAddress(socket, addresses));
        table = new UdpTable(addresses, ByteOrder.nativeOrder());
        ownInodes = ownInodes();
    }

    private static void addAddress(DatagramChannel socket, List<InetSocketAddress> addresses) {
        try {
            if (socket.getLocalAddress() instanceof InetSocketAddress address) {
                addresses.add(address);
            }
        } catch (IOException _) {
            // Closed in the meantime: it drops nothing any more.
        }
    }

    private static Set<Long> ownInodes() {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(OWN_FILES)) {
            for (Path file : files) {
                addInode(file, inodes);
            }
        } catch (IOException | DirectoryIteratorException e) {
            inodes.clear(); // Then the sockets are told by their addresses alone.
        }
        return inodes;
    }

    private static void addInode(Path file, Set<Long> inodes) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            if (target.startsWith(SOCKET)) {
                inodes.add(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)));
            }
        } catch (IOException | NumberFormatException _) {
            // Closed between the list and the look.
        }
    }
}
