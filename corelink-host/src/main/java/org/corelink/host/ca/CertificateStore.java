package org.corelink.host.ca;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.corelink.api.access.TokenFile;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a CoreLink user that keeps the CA and the certificates of nodes.
 *
 * <pre>{@code
 * ca/ca.crt, ca/ca.key          the CA, made once, as one folder
 * issued/<host>.crt             the certificates of machines that were let in by this CA
 * nodes/<host>/current          link to the folder that holds the newest node.crt, node.key and a copy of ca.crt;
 *                               and issuer, if another machine's CA has issued it
 * nodes/<host>/ca-server        where that machine answers for new ones
 * nodes/<host>/gossip-keys      the cluster's keys, with gossip-mode beside them
 * data/<host>                   folder for what the node itself keeps
 * }</pre>
 *
 * <p>What cannot be used (truncated, foreign, too open) is refused with words and never replaced silently. SHELL; safe
 * for any number of threads and processes, which take turns; blocks while another one writes.
 */
public final class CertificateStore {
    private final StoreFolder folder;
    private final Authority authority;
    private final InstantSource clock;
    private final GuardedFiles files;
    private final GuardedFiles nodeFiles;
    private final CaFolder caFolder;

    /**
     * A store in {@code folder}, which is made when first needed.
     *
     * @param owners users to whom new files are given
     */
    public CertificateStore(Path folder, Authority authority, InstantSource clock, FileOwners owners) {
        this.authority = authority;
        this.clock = clock;
        this.files = new GuardedFiles(owners.ca());
        this.nodeFiles = new GuardedFiles(owners.node());
        this.folder = new StoreFolder(folder, files);
        this.caFolder = new CaFolder(this.folder.resolve("ca"), files);
    }

    /**
     * The node's certificate: the one that is there, or a new one if there is none, if a third of its life or less is
     * left, or if the machine has a name or address that it lacks. Makes the CA if there is none. A certificate of
     * another machine's CA is left as it is.
     *
     * @throws StoreException if something is there that must not be used or replaced, or nothing can be written
     */
    public NodeCertificate ensure(HostNames host) throws StoreException {
        return folder.locked(() -> provide(host, null));
    }

    /**
     * A new certificate for the node, whatever the state of the old one. Makes the CA if there is none.
     *
     * @throws StoreException if the CA must not be used or is another machine's, or nothing can be written
     */
    public NodeCertificate reissue(HostNames host) throws StoreException {
        return folder.locked(() -> provide(host, "asked for"));
    }

    /**
     * The CA's certificate that this node goes by; empty if there is none yet.
     *
     * @throws StoreException if it must not be used
     */
    public Optional<CaCertificate> ca(HostNames host) throws StoreException {
        NodeFolder node = nodeFolder(host);
        boolean hasJoined = node.issuer().isPresent();
        if (!hasJoined && !exists(caFolder.path())) {
            return Optional.empty();
        }
        return folder.locked(() -> Optional.of(hasJoined ? JoinedNode.caOf(node) : caFolder.told(clock.instant())));
    }

    /** The cluster's keys as this node has them. */
    public GroupKeyStore groupKeys(HostNames host) {
        return new GroupKeyStore(folder, nodePath(host), nodeFiles, authority.random());
    }

    /** What passes between this machine and others when one joins. */
    public Enrolment enrolment(HostNames host) {
        return new Enrolment(folder, caFolder, nodeFolder(host), register(), authority, clock);
    }

    /** The machines that the CA here has let in. */
    public Members members(HostNames host) {
        return new Members(folder, caFolder, register(), groupKeys(host), authority, clock);
    }

    private Register register() {
        return new Register(folder.resolve("issued"), files);
    }

    /**
     * The folder for what the node itself keeps, such as its identity in the cluster; made if it is not there.
     *
     * @throws StoreException if it cannot be made
     */
    public Path dataFolder(HostNames host) throws StoreException {
        Path data = folder.resolve("data").resolve(fileName(host.name()));
        return folder.locked(() -> {
            files.createFolder(data);
            return data;
        });
    }

    /**
     * A token by which this user's programs may ask the console that runs from here; made if nobody has made any. Empty if
     * no console has run yet, or whoever made the file of tokens wants none.
     *
     * @throws StoreException if the file of tokens must not be used, or none can be made
     */
    public Optional<String> apiToken(HostNames host) throws StoreException {
        Path data = folder.resolve("data").resolve(fileName(host.name()));
        return exists(data)
                ? folder.locked(() -> new ApiTokens(files, authority.random()).first(data.resolve(TokenFile.NAME)))
                : Optional.empty();
    }

    private NodeCertificate provide(HostNames host, @Nullable String order)
            throws StoreException, IOException, GeneralSecurityException {
        Instant now = clock.instant();
        NodeFolder node = nodeFolder(host);
        Optional<String> issuer = node.issuer();
        if (issuer.isPresent()) {
            return new JoinedNode(node, issuer.get()).provide(host, order, now);
        }
        boolean caIsNew = !exists(caFolder.path());
        if (caIsNew) {
            caFolder.save(authority.create(host.name(), NameConstraints.around(host), now));
        }
        KeyedCertificate ca = caFolder.load(now);
        NodeProfile profile = NodeProfile.of(host, caFolder.constraints(ca));
        folder.createNodes();
        String reason = order != null ? order : node.reasonToIssue(ca, profile, now);
        if (reason != null) {
            node.save(authority.issue(ca, profile, now), now);
        }
        return new NodeCertificate(
                node.certificate(),
                node.key(),
                node.current(),
                caFolder.told(ca),
                caIsNew,
                reason,
                profile.missing(host),
                null);
    }

    private NodeFolder nodeFolder(HostNames host) {
        return new NodeFolder(nodePath(host), nodeFiles);
    }

    private Path nodePath(HostNames host) {
        return folder.nodes().resolve(fileName(host.name()));
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** A host's name as the name of a folder, whatever characters it has. */
    public static String fileName(String host) {
        String encoded = URLEncoder.encode(host, StandardCharsets.UTF_8);
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }
}
