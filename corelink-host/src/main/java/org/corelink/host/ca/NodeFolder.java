package org.corelink.host.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final String CURRENT = "current";
    private static final String ADVICE = "To make a new certificate for this node: corelink --regen-cert";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

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
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (Lifetime.isRenewalDue(notBefore, notAfter, now)) {
            return "the old one ends at " + notAfter;
        }
        if (!Files.exists(folder.resolve(CURRENT).resolve(CA))) {
            return "the old one has no copy of its CA's certificate";
        }
        Set<String> missing = new HashSet<>(wanted.names());
        missing.removeAll(names(certificate));
        return missing.isEmpty() ? null : "new for this machine: " + String.join(", ", new TreeSet<>(missing));
    }

    void save(KeyedCertificate node, Instant now) throws IOException, GeneralSecurityException {
        files.createFolder(folder);
        String version = STAMP.format(now) + "-"
                + node.certificate().getSerialNumber().toString(16).substring(0, 8);
        @Nullable Path before = currentOrNull();
        files.publish(
                folder.resolve(version),
                Map.of(
                        CERTIFICATE,
                        Pem.ofCertificates(node.chain()),
                        KEY,
                        Pem.ofKey(node.key()),
                        CA,
                        Pem.ofCertificates(List.of(node.chain().getLast()))));
        files.relink(folder.resolve(CURRENT), version);
        for (Path old : entries()) {
            String name = old.getFileName().toString();
            if (!name.equals(CURRENT) && !name.equals(version) && !old.equals(before)) {
                files.deleteTree(old);
            }
        }
    }

    private KeyedCertificate load(KeyedCertificate ca) throws StoreException, IOException {
        Path present = currentOrNull();
        if (present == null) {
            throw StoreException.unusable(folder.resolve(CURRENT), "it leads nowhere", ADVICE, null);
        }
        files.requirePrivate(present);
        Path file = present.resolve(CERTIFICATE);
        List<X509Certificate> chain = PemPair.certificates(file, files.readPublic(file), ADVICE);
        KeyedCertificate node = PemPair.load(chain, present.resolve(KEY), files, ADVICE);
        try {
            node.certificate().verify(ca.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw StoreException.unusable(file, "it was issued by another CA", ADVICE, e);
        }
        if (chain.size() != 2 || !chain.getLast().equals(ca.certificate())) {
            throw StoreException.unusable(file, "its CA's certificate does not follow", ADVICE, null);
        }
        return node;
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

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                String value = String.valueOf(alternative.get(1));
                if (alternative.getFirst() instanceof Integer type) {
                    switch (type) {
                        case DNS_NAME -> names.add(value);
                        case IP_ADDRESS ->
                            names.add(InetAddress.ofLiteral(value).getHostAddress());
                        default -> {}
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            // Unreadable names are missing names: the certificate is made anew.
            return Set.of();
        }
        return names;
    }
}
