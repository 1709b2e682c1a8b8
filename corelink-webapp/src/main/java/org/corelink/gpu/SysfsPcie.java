package org.corelink.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the kernel says of PCI Express devices under sysfs. May block while a device wakes from sleep. What is
 * known is read once: what card and slots can do does not change while the card stays where it is. One thread.
 */
public final class SysfsPcie {
    /** Where Linux lists all PCI devices. */
    public static final Path PCI_DEVICES = Path.of("/sys/bus/pci/devices");

    /** The driver's form has eight digits of domain, the kernel's at least four. */
    private static final Pattern BUS_ID = Pattern.compile("([0-9a-f]{4,8}):([0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])");

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

    private PciePath readPath(String busId) {
        Matcher matcher = BUS_ID.matcher(busId.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return new PciePath(List.of());
        }
        String name = String.format(Locale.ROOT, "%04x:%s", Long.parseLong(matcher.group(1), 16), matcher.group(2));
        List<PcieLink> ends = new ArrayList<>();
        for (Path device = realPath(name); isDevice(device); device = device.getParent()) {
            ends.add(PcieLink.ofSysfs(read(device.resolve("max_link_speed")), read(device.resolve("max_link_width"))));
        }
        return new PciePath(ends);
    }

    private Path realPath(String name) {
        try {
            return devices.resolve(name).toRealPath();
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
