package org.corelink.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree of PCI devices as sysfs shows it: devices inside their bridges, and one folder of symbolic links to them. */
public final class FakeSysfs {
    private final Path root;
    private final Path links;

    /** An empty tree in a folder. */
    public FakeSysfs(Path root) throws IOException {
        this.root = Files.createDirectories(root.resolve("devices/pci0000:00"));
        this.links = Files.createDirectories(root.resolve("bus/pci/devices"));
    }

    /** The folder to give to {@link SysfsPcie}. */
    public Path devices() {
        return links;
    }

    /** Gives a device, which exists already, to a driver. */
    public FakeSysfs bind(String name, String driver) throws IOException {
        Path device = links.resolve(name).toRealPath();
        Path folder = Files.createDirectories(links.resolveSibling("drivers").resolve(driver));
        Files.createSymbolicLink(folder.resolve(name), device);
        Files.createSymbolicLink(device.resolve("driver"), folder);
        return this;
    }

    /** Says who made a device, which exists already. */
    public FakeSysfs vendor(String name, String number) throws IOException {
        Files.writeString(links.resolve(name).resolve("vendor"), number + "\n");
        return this;
    }

    /** Adds a device below a bridge, given as {@code "0000:00:01.0/0000:01:00.0"}; the bridges exist already. */
    public FakeSysfs add(String path, String speed, String width) throws IOException {
        Path device = Files.createDirectories(root.resolve(path));
        Files.writeString(device.resolve("max_link_speed"), speed + "\n");
        Files.writeString(device.resolve("max_link_width"), width + "\n");
        Files.createSymbolicLink(links.resolve(device.getFileName()), device);
        return this;
    }
}
