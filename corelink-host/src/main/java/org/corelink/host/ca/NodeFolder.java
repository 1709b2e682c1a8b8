package org.corelink.host.ca;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one node. Certificate and key change together: each pair has a folder of its own, and the link
 * {@code current} moves from one to the next. SHELL, under the lock of {@link CertificateStore}.
 */
final class NodeFolder {
    private static final String CERTIFICATE = "node.crt";
    private static final String KEY = "node.key";

    /** The CA's certificate once more: a container is given this folder and not that of the CA. */
    private static final String CA = "ca.crt";

    /** Names the machine whose CA has issued the certificate, where that is another one. */
    private static final String ISSUER = "issuer";

    /** Tells where that machine answers; beside the pairs, since it is the same for all of them. */
    private static final String CA_SERVER = "ca-server";

    private static final String CURRENT = "current";
    private static final String ADVICE = "To make a new certificate for this node: corelink --regen-cert";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final GuardedFiles files;

    NodeFolder(Path folder, GuardedFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** The certificate's file in the folder that is current now: it stays whole while a newer pair is made. */
    Path certificate() throws IOException {
        return folder.resolve(CURRENT).toRealPath().resolve(CERTIFICATE);
    }

    /** The copy of the CA's certificate, beside the newest pair. */
    Path caCertificate() {
        return current().resolve(CA);
    }

    /** The link that leads to the newest pair. */
    Path current() {
        return folder.resolve(CURRENT);
    }

    Path key() throws IOException {
        return folder.resolve(CURRENT).toRealPath().resolve(KEY);
    }

    /** Why a new certificate is due, in words; null if the present one will do. */
    @Nullable
    String reasonToIssue(KeyedCertificate ca, NodeProfile wanted, Instant now) throws StoreException, IOException {
        if (!Files.exists(folder.resolve(CURRENT), LinkOption.NOFOLLOW_LINKS)) {
            return "first start";
        }
        X509Certificate certificate = load(ca).certificate();
        String reason = reasonToIssue(certificate, wanted, now);
        if (reason == null && !Files.exists(folder.resolve(CURRENT).resolve(CA))) {
            return "the old one has no copy of its CA's certificate";
        }
        return reason;
    }

    /** Why {@code certificate} will not do any more, in words; null if it will. */
    static @Nullable String reasonToIssue(X509Certificate certificate, NodeProfile wanted, Instant now) {
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (Lifetime.isRenewalDue(notBefore, notAfter, now)) {
            return "the old one ends at " + notAfter;
        }
        Set<String> missing = new HashSet<>(wanted.names());
        missing.removeAll(NodeProfile.namesOf(certificate));
        return missing.isEmpty() ? null : "new for this machine: " + String.join(", ", new TreeSet<>(missing));
    }

    /** Keeps a pair that the CA of this machine has issued. */
    void save(KeyedCertificate node, Instant now) throws IOException, GeneralSecurityException {
        save(node, now, Map.of());
    }

    /** Keeps a pair that the CA of the machine {@code issuer} has issued. */
    void saveOf(String issuer, KeyedCertificate node, Instant now) throws IOException, GeneralSecurityException {
        save(node, now, Map.of(ISSUER, URLEncoder.encode(issuer, StandardCharsets.UTF_8) + "\n"));
    }

    /** The machine whose CA has issued the certificate; empty if it is this one, or there is no certificate. */
    Optional<String> issuer() throws StoreException {
        Path file = folder.resolve(CURRENT).resolve(ISSUER);
        return Files.exists(file)
                ? Optional.of(URLDecoder.decode(files.readPublic(file).strip(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Where the machine answers whose CA has issued the certificate; empty if that was never told. */
    Optional<String> caServer() throws StoreException {
        Path file = folder.resolve(CA_SERVER);
        return Files.exists(file) ? Optional.of(files.readPublic(file).strip()) : Optional.empty();
    }

    void saveCaServer(String where) throws IOException {
        files.createFolder(folder);
        files.replace(folder.resolve(CA_SERVER), where + "\n");
    }

    private void save(KeyedCertificate node, Instant now, Map<String, String> more)
            throws IOException, GeneralSecurityException {
        files.createFolder(folder);
        String version = STAMP.format(now) + "-"
                + node.certificate().getSerialNumber().toString(16).substring(0, 8);
        @Nullable Path before = currentOrNull();
        Map<String, String> pair = new HashMap<>(more);
        pair.put(CERTIFICATE, Pem.ofCertificates(node.chain()));
        pair.put(KEY, Pem.ofKey(node.key()));
        pair.put(CA, Pem.ofCertificates(List.of(node.chain().getLast())));
        files.publish(folder.resolve(version), pair);
        files.relink(folder.resolve(CURRENT), version);
        for (Path old : entries()) {
            String name = old.getFileName().toString();
            if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS) && !name.equals(version) && !old.equals(before)) {
                files.deleteTree(old);
            }
        }
    }

    /** The present pair, issued by {@code ca}. */
    KeyedCertificate load(KeyedCertificate ca) throws StoreException, IOException {
        KeyedCertificate node = read();
        requireIssuedBy(ca.certificate(), node);
        return node;
    }

    /** The present pair, issued by the CA of another machine, whose certificate follows. */
    KeyedCertificate loadJoined() throws StoreException, IOException {
        KeyedCertificate node = read();
        requireIssuedBy(node.chain().getLast(), node);
        return node;
    }

    private void requireIssuedBy(X509Certificate ca, KeyedCertificate node) throws StoreException, IOException {
        try {
            node.certificate().verify(ca.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw StoreException.unusable(certificate(), "it was issued by another CA", advice(), e);
        }
        if (node.chain().size() != 2 || !node.chain().getLast().equals(ca)) {
            throw StoreException.unusable(certificate(), "its CA's certificate does not follow", advice(), null);
        }
    }

    /** The next step where the pair cannot be used. */
    private String advice() throws StoreException {
        return issuer().isPresent()
                ? "Let this machine in again: corelink --invite on " + issuer().get() + ", corelink --join here"
                : ADVICE;
    }

    private KeyedCertificate read() throws StoreException, IOException {
        Path present = currentOrNull();
        if (present == null) {
            throw StoreException.unusable(folder.resolve(CURRENT), "it leads nowhere", advice(), null);
        }
        files.requirePrivate(present);
        Path file = present.resolve(CERTIFICATE);
        List<X509Certificate> chain = PemPair.certificates(file, files.readPublic(file), advice());
        return PemPair.load(chain, present.resolve(KEY), files, advice());
    }

    private @Nullable Path currentOrNull() throws IOException {
        Path link = folder.resolve(CURRENT);
        return Files.exists(link) ? link.toRealPath() : null;
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder.toRealPath())) {
            return entries.toList();
        }
    }
}
