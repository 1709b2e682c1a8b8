package org.corelink.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The link speed that the kernel tells under sysfs. The negotiated one only; the best possible stays unknown, because
 * sysfs does not hold it.
 */
public final class SysfsLinkSource implements LinkSource {
    /** Where Linux lists all network interfaces. */
    public static final Path NET = Path.of("/sys/class/net");

    /** What Linux allows as a name of an interface, less the names of folders. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\s]{1,15}");

    private final Path net;
    private final Supplier<List<String>> interfaces;

    /**
     * Reads under {@code net}.
     *
     * @param interfaces the interfaces that count, asked at every reading; empty = those with hardware behind them
     */
    public SysfsLinkSource(Path net, Supplier<List<String>> interfaces) {
        this.net = net;
        this.interfaces = interfaces;
    }

    @Override
    public LinkSpeed speed() {
        List<String> chosen = interfaces.get();
        return LinkSpeed.fastest((chosen.isEmpty() ? withHardware() : chosen)
                .stream()
                        .filter(name -> NAME.matcher(name).matches())
                        .map(this::speedOf)
                        .toList());
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

    private LinkSpeed speedOf(String name) {
        try {
            return LinkSpeed.ofSysfs(Files.readString(net.resolve(name).resolve("speed")));
        } catch (IOException e) {
            // The kernel refuses the reading for an interface that is down, or that has no speed: unknown.
            return LinkSpeed.UNKNOWN;
        }
    }
}
