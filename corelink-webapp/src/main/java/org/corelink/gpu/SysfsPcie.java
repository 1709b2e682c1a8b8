package org.corelink.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what the kernel says of PCI Express devices under sysfs. May block while a device wakes from sleep. What is
 * known is read once: what card and slots can do does not change while the card stays where it is. One thread.
 */
public final class SysfsPcie {
    /** Where Linux lists all PCI devices. */
    public static final Path PCI_DEVICES = Path.of("/sys/bus/pci/devices");

    /** The driver's form has eight digits of domain, the kernel's at least four. */
    private static final Pattern BUS_ID = Pattern.compile("([0-9a-f]{4,8}):([0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])");

    private static final String DRIVER = "nvidia";

    /** The vendor's number of the PCI-SIG, as the kernel writes it. */
    private static final String NVIDIA = "0x10de";

    private final Path devices;
    private final Map<String, PciePath> known = new HashMap<>();

    /**
     * Reads under {@code devices}, a folder with one symbolic link per device, into a tree in which each device lies
     * inside the bridge that it hangs on.
     */
    public SysfsPcie(Path devices) {
        this.devices = devices;
    }

    /**
     * The way from the device up to the processor; empty if the device is not there.
     *
     * @param busId {@code domain:bus:device.function} as the driver writes it, e.g. {@code "00000000:41:00.0"}
     */
    public PciePath path(String busId) {
        PciePath path = known.containsKey(busId) ? known.get(busId) : readPath(busId);
        if (path.bottleneck().isKnown()) {
            known.put(busId, path);
        }
        return path;
    }

    /** Bus ids, as the kernel writes them, of the devices that the driver has; empty if it is not loaded. */
    public Set<String> cards() {
        try (Stream<Path> all = Files.list(devices.resolveSibling("drivers").resolve(DRIVER))) {
            return all.filter(SysfsPcie::isDevice)
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    /** Whether the device is there, and no driver has it or another one, as where a virtual machine got it. */
    public boolean isReleased(String busId) {
        Path device = device(busId);
        Path driver = device.resolve("driver");
        try {
            return isDevice(device)
                    && (Files.notExists(driver, LinkOption.NOFOLLOW_LINKS)
                            || !Files.readSymbolicLink(driver).endsWith(DRIVER));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether no device is NVIDIA's, whatever driver has it: one that a virtual machine got is one too. Only what can be read is
     * known; where one device does not tell its vendor, it might be.
     */
    public boolean isWithoutNvidia() {
        try (Stream<Path> all = Files.list(devices)) {
            return all.map(device -> read(device.resolve("vendor")).strip())
                    .noneMatch(vendor -> vendor.isEmpty() || vendor.equals(NVIDIA));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private PciePath readPath(String busId) {
        List<PcieLink> ends = new ArrayList<>();
        for (Path device = device(busId); isDevice(device); device = device.getParent()) {
            ends.add(PcieLink.ofSysfs(read(device.resolve("max_link_speed")), read(device.resolve("max_link_width"))));
        }
        return new PciePath(ends);
    }

    /** The folder of the device; the root of all folders, which is none, if there is no such device. */
    private Path device(String busId) {
        Matcher matcher = BUS_ID.matcher(busId.toLowerCase(Locale.ROOT));
        try {
            return matcher.matches()
                    ? devices.resolve(String.format(
                                    Locale.ROOT, "%04x:%s", Long.parseLong(matcher.group(1), 16), matcher.group(2)))
                            .toRealPath()
                    : devices.getRoot();
        } catch (IOException e) {
            // No such device, or no sysfs at all, as in some containers: the way is unknown.
            return devices.getRoot();
        }
    }

    private static boolean isDevice(Path path) {
        Path name = path.getFileName();
        return name != null && BUS_ID.matcher(name.toString()).matches();
    }

    private static String read(Path attribute) {
        try {
            return Files.readString(attribute);
        } catch (IOException e) {
            // A device that is not PCI Express has no such attribute, one that is failing gives an error: unknown.
            return "";
        }
    }
}
