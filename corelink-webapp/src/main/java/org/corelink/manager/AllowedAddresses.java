package org.corelink.manager;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * From which addresses the manager can be used: always from this machine itself, and from the ranges of a file, one a line;
 * lines that begin with # are remarks. Without the file, from the subnets of the interfaces that the cluster uses. The file is
 * read for each question; while it cannot be understood, nobody but this machine itself is let in. Any thread.
 */
public final class AllowedAddresses {
    /** The file's name in the data folder. */
    public static final String NAME = "manager-addresses";

    private static final System.Logger LOG = System.getLogger(AllowedAddresses.class.getName());

    private final Path file;
    private final Supplier<List<String>> interfaces;

    /**
     * Nothing is read yet.
     *
     * @param file need not exist
     * @param interfaces names of those that the cluster uses now
     */
    public AllowedAddresses(Path file, Supplier<List<String>> interfaces) {
        this.file = file;
        this.interfaces = interfaces;
    }

    /**
     * Whether a client may use the manager.
     *
     * @param client its address, numeric
     */
    public boolean admits(String client) {
        try {
            InetAddress address = InetAddress.ofLiteral(client);
            return address.isLoopbackAddress() || ranges().stream().anyMatch(range -> range.contains(address));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the manager is closed to {0} and all other machines, for {1} cannot be used: {2}",
                    client,
                    file,
                    e.getMessage());
            return false;
        }
    }

    private List<AddressRange> ranges() throws IOException {
        try {
            return ranges(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.TRACE, "no file of its own", e);
            return subnets();
        }
    }

    /** The ranges that the lines of a file name. */
    static List<AddressRange> ranges(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(AddressRange::parse)
                .toList();
    }

    private List<AddressRange> subnets() throws SocketException {
        List<AddressRange> subnets = new java.util.ArrayList<>();
        for (String name : interfaces.get()) {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                for (InterfaceAddress bound : found.getInterfaceAddresses()) {
                    subnets.add(new AddressRange(bound.getAddress(), bound.getNetworkPrefixLength()));
                }
            }
        }
        return subnets;
    }
}
