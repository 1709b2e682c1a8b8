package org.corelink.host.ca;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The folder {@code ca}: certificate and key of the cluster's CA. SHELL, under the lock of {@link CertificateStore}. */
final class CaFolder {
    private static final String CERTIFICATE = "ca.crt";
    private static final String KEY = "ca.key";
    private static final String ADVICE = "Restore the CA from a backup; or move the folder away: "
            + "CoreLink then makes a new CA, which every browser has to be told again.";

    private final Path folder;
    private final GuardedFiles files;

    CaFolder(Path folder, GuardedFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Where a CA's certificate lies in its folder. */
    static Path certificate(Path folder) {
        return folder.resolve(CERTIFICATE);
    }

    Path path() {
        return folder;
    }

    /** The CA as it is told to others. */
    CaCertificate told(Instant now) throws StoreException {
        return told(load(now));
    }

    CaCertificate told(KeyedCertificate ca) {
        return new CaCertificate(certificate(folder), ca.certificate());
    }

    void save(KeyedCertificate ca) throws IOException, GeneralSecurityException {
        files.publish(folder, Map.of(CERTIFICATE, Pem.ofCertificates(ca.chain()), KEY, Pem.ofKey(ca.key())));
    }

    KeyedCertificate load(Instant now) throws StoreException {
        files.requirePrivate(folder);
        List<X509Certificate> certificates = parse(certificate(folder), files.readPublic(certificate(folder)));
        X509Certificate certificate = certificates.getFirst();
        if (certificates.size() != 1 || certificate.getBasicConstraints() < 0) {
            throw unusable(certificate(folder), "it is not one CA certificate");
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw unusable(
                    certificate(folder),
                    "it expired at " + certificate.getNotAfter().toInstant());
        }
        KeyedCertificate ca = PemPair.load(certificates, folder.resolve(KEY), files, ADVICE);
        constraints(ca);
        return ca;
    }

    NameConstraints constraints(KeyedCertificate ca) throws StoreException {
        try {
            return GeneralNameLists.constraintsOf(ca.certificate());
        } catch (IllegalArgumentException e) {
            throw StoreException.unusable(
                    certificate(folder), "its name constraints are broken (" + e.getMessage() + ")", ADVICE, e);
        }
    }

    private static List<X509Certificate> parse(Path file, String text) throws StoreException {
        return PemPair.certificates(file, text, ADVICE);
    }

    private static StoreException unusable(Path file, String why) {
        return StoreException.unusable(file, why, ADVICE, null);
    }
}
