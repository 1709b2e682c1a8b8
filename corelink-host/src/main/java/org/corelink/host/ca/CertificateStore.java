package org.corelink.host.ca;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a CoreLink user that keeps the CA and the certificates of nodes.
 *
 * <pre>{@code
 * ca/ca.crt, ca/ca.key          the CA, made once, as one folder
 * nodes/<host>/current          link to the folder that holds the newest node.crt, node.key and a copy of ca.crt
 * data/<host>                   folder for what the node itself keeps
 * }</pre>
 *
 * <p>What cannot be used (truncated, foreign, too open) is refused with words and never replaced silently. SHELL; safe
 * for any number of threads and processes, which take turns; blocks while another one writes.
 */
public final class CertificateStore {
    /** Within one JVM; between processes a lock on a file does it. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final Path folder;
    private final Authority authority;
    private final InstantSource clock;
    private final GuardedFiles files;
    private final GuardedFiles nodeFiles;

    /**
     * A store in {@code folder}, which is made when first needed.
     *
     * @param owners users to whom new files are given
     */
    public CertificateStore(Path folder, Authority authority, InstantSource clock, FileOwners owners) {
        this.folder = folder.toAbsolutePath();
        this.authority = authority;
        this.clock = clock;
        this.files = new GuardedFiles(owners.ca());
        this.nodeFiles = new GuardedFiles(owners.node());
    }

    /**
     * The node's certificate: the one that is there, or a new one if there is none, if a third of its life or less is
     * left, or if the machine has a name or address that it lacks. Makes the CA if there is none.
     *
     * @throws StoreException if something is there that must not be used or replaced, or nothing can be written
     */
    public NodeCertificate ensure(HostNames host) throws StoreException {
        return locked(() -> provide(host, null));
    }

    /**
     * A new certificate for the node, whatever the state of the old one. Makes the CA if there is none.
     *
     * @throws StoreException if the CA must not be used, or nothing can be written
     */
    public NodeCertificate reissue(HostNames host) throws StoreException {
        return locked(() -> provide(host, "asked for"));
    }

    /**
     * The CA's certificate; empty if no CA was made yet.
     *
     * @throws StoreException if it must not be used
     */
    public Optional<CaCertificate> ca() throws StoreException {
        if (!Files.exists(caFolder(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        KeyedCertificate ca = new CaFolder(caFolder(), files).load(clock.instant());
        return Optional.of(new CaCertificate(CaFolder.certificate(caFolder()), ca.certificate()));
    }

    /**
     * The folder for what the node itself keeps, such as its identity in the cluster; made if it is not there.
     *
     * @throws StoreException if it cannot be made
     */
    public Path dataFolder(HostNames host) throws StoreException {
        Path data = folder.resolve("data").resolve(fileName(host.name()));
        return locked(() -> {
            files.createFolder(data);
            return data;
        });
    }

    private interface Work<T> {
        T run() throws StoreException, IOException, GeneralSecurityException;
    }

    private <T> T locked(Work<T> work) throws StoreException {
        TURN.lock();
        try {
            files.createFolder(folder);
            files.requirePrivate(folder);
            try (FileChannel channel =
                            FileChannel.open(files.createEmpty(folder.resolve(".lock")), StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            String next = "Free space or mend the permissions, or name another folder: --data DIR";
            throw StoreException.unusable(folder, "writing there failed: " + e, next, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("own certificate cannot be encoded", e);
        } finally {
            TURN.unlock();
        }
    }

    private NodeCertificate provide(HostNames host, @Nullable String order)
            throws StoreException, IOException, GeneralSecurityException {
        Instant now = clock.instant();
        CaFolder caFolder = new CaFolder(caFolder(), files);
        boolean caIsNew = !Files.exists(caFolder(), LinkOption.NOFOLLOW_LINKS);
        if (caIsNew) {
            caFolder.save(authority.create(host.name(), NameConstraints.around(host), now));
        }
        KeyedCertificate ca = caFolder.load(now);
        NodeProfile profile = NodeProfile.of(host, caFolder.constraints(ca));
        files.createFolder(folder.resolve("nodes"));
        NodeFolder node = new NodeFolder(folder.resolve("nodes").resolve(fileName(host.name())), nodeFiles);
        String reason = order != null ? order : node.reasonToIssue(ca, profile, now);
        if (reason != null) {
            node.save(authority.issue(ca, profile, now), now);
        }
        return new NodeCertificate(
                node.certificate(),
                node.key(),
                node.current(),
                new CaCertificate(CaFolder.certificate(caFolder()), ca.certificate()),
                caIsNew,
                reason,
                profile.missing(host));
    }

    private Path caFolder() {
        return folder.resolve("ca");
    }

    /** A host's name as the name of a folder, whatever characters it has. */
    public static String fileName(String host) {
        String encoded = URLEncoder.encode(host, StandardCharsets.UTF_8);
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }
}
