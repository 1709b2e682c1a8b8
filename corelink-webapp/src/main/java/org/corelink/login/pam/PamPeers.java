package org.corelink.login.pam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.UnixDomainPrincipal;

/**
 * Who may put questions through a socket, as the folder that it lies in says.
 *
 * @param owner of the folder
 * @param group whose processes may pass the folder; empty = the owner alone
 */
record PamPeers(UserPrincipal owner, Optional<GroupPrincipal> group) {
    static PamPeers of(Path folder) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        boolean shared = attributes.permissions().contains(PosixFilePermission.GROUP_EXECUTE);
        return new PamPeers(attributes.owner(), shared ? Optional.of(attributes.group()) : Optional.empty());
    }

    /** Makes a new socket theirs. */
    void open(Path socket) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(socket, PosixFileAttributeView.class);
        PosixFileAttributes made = view.readAttributes();
        // Changed only where they differ: without a capability nobody may.
        if (!made.owner().equals(owner)) {
            view.setOwner(owner);
        }
        if (group.isPresent() && !made.group().equals(group.get())) {
            view.setGroup(group.get());
        }
        view.setPermissions(PosixFilePermissions.fromString(group.isPresent() ? "rw-rw----" : "rw-------"));
    }

    /** Whether the other end of a connection is one of them. */
    boolean include(UnixDomainPrincipal peer) {
        return peer.user().equals(owner) || group.filter(peer.group()::equals).isPresent();
    }
}
