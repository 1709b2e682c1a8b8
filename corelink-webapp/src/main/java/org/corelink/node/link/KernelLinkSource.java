package org.corelink.node.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The links as the kernel tells of them: what their drivers answer by ethtool's interface, and sysfs where they do not.
 * Sysfs does not hold the best possible speed.
 */
public final class KernelLinkSource implements LinkSource {
    /** Where Linux lists all network interfaces. */
    private static final Path NET = Path.of("/sys/class/net");

    /** What Linux allows as a name of an interface, less the names of folders. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\s]{1,15}");

    private final Path net;
    private final LinkQuery drivers;
    private final Supplier<List<String>> interfaces;

    /**
     * Reads under {@code net} and asks {@code drivers}.
     *
     * @param interfaces the interfaces that count, asked at every reading; empty = those with hardware behind them
     */
    KernelLinkSource(Path net, LinkQuery drivers, Supplier<List<String>> interfaces) {
        this.net = net;
        this.drivers = drivers;
        this.interfaces = interfaces;
    }

    /**
     * The source for this machine.
     *
     * @param interfaces the interfaces that count, asked at every reading; empty = those with hardware behind them
     */
    public static KernelLinkSource ofThisMachine(Supplier<List<String>> interfaces) {
        return new KernelLinkSource(NET, new EthtoolIoctl(), interfaces);
    }

    @Override
    public List<NetworkLink> links() {
        List<String> chosen = interfaces.get();
        return (chosen.isEmpty() ? withHardware() : chosen)
                .stream()
                        .filter(name -> NAME.matcher(name).matches())
                        .sorted()
                        .distinct()
                        .map(this::link)
                        .toList();
    }

    private List<String> withHardware() {
        try (Stream<Path> all = Files.list(net)) {
            return all.filter(path -> Files.exists(path.resolve("device")))
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            // No sysfs, as in some containers: no interface is known.
            return List.of();
        }
    }

    private NetworkLink link(String name) {
        Optional<LinkSettings> told = drivers.settings(name);
        int mbit = told.map(LinkSettings::mbit)
                .filter(known -> known > 0)
                .orElseGet(() -> NetworkLink.mbitOfSysfs(read(name, "speed")));
        // Without a speed there is no carrier; drivers then leave there whatever was there.
        Duplex duplex = mbit == 0 ? Duplex.UNKNOWN : duplex(name, told);
        return new NetworkLink(name, mbit, told.map(LinkSettings::maxMbit).orElse(0), duplex);
    }

    private Duplex duplex(String name, Optional<LinkSettings> told) {
        return told.map(LinkSettings::duplex)
                .filter(known -> known != Duplex.UNKNOWN)
                .orElseGet(() -> Duplex.ofSysfs(read(name, "duplex")));
    }

    private String read(String name, String attribute) {
        try {
            return Files.readString(net.resolve(name).resolve(attribute));
        } catch (IOException e) {
            // The kernel refuses the reading for an interface that is down, or that has no speed: unknown.
            return "";
        }
    }
}
