package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is on the register of a CA, by which certificates, and what that is good for. */
class MembersTest {
    @TempDir
    private Path home;

    private final Authority authority = new Authority(Hosts.RANDOM);
    private NodeProfile wanted;
    private X509Certificate first;

    @BeforeEach
    void letBetaIn() throws Exception {
        store().ensure(Hosts.ALPHA);
        store().groupKeys(Hosts.ALPHA).seal(null);
        wanted = NodeProfile.of(Hosts.host("beta", "10.1.2.4"), enrolment().constraints());
        first = enrolment().issue(request()).getFirst();
    }

    @Test
    void whoIsOnTheRegisterGetsTheKeysAndAnotherCertificate() throws Exception {
        assertThat(members().keysFor(first))
                .isEqualTo(store().groupKeys(Hosts.ALPHA).require().keyring());
        X509Certificate second = members().renew(request(), first).getFirst();
        assertThat(second).isNotEqualTo(first);
        assertThat(members().keysFor(second)).isEqualTo(members().keysFor(first));
    }

    @Test
    void certificateOfBeforeStillCountsUntilManyHaveFollowed() throws Exception {
        List<X509Certificate> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < Register.KEPT; i++) {
            all.add(members().renew(request(), all.getLast()).getFirst());
        }
        refused(all.getFirst());
        for (X509Certificate kept : all.subList(1, all.size())) {
            assertThat(members().keysFor(kept)).isNotNull();
        }
    }

    @Test
    void whoIsPutOutGetsNothingAndNeitherDoItsOtherCertificates() throws Exception {
        X509Certificate second = members().renew(request(), first).getFirst();
        members().putOut("beta");
        refused(first);
        refused(second);
        assertThat(members().names()).as("nothing is entered again").isEmpty();
    }

    @Test
    void whoJoinsAnewIsNotKnownByWhatItHadBefore() throws Exception {
        X509Certificate anew = enrolment().issue(request()).getFirst();
        refused(first);
        assertThat(members().keysFor(anew)).isNotNull();
    }

    @Test
    void registerThatIsDamagedIsRefusedInWordsAndLeftAsItIs() throws Exception {
        Path entry = home.resolve(".corelink/issued/beta.crt");
        Files.writeString(entry, "half");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> members().renew(request(), first))
                .withMessageContainingAll(entry.toString(), "truncated or damaged", "corelink --invite");
        assertThat(entry).hasContent("half");
    }

    private void refused(X509Certificate presented) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> members().keysFor(presented))
                .withMessageContaining("beta is not on the register");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> members().renew(request(), presented))
                .withMessageContaining("beta is not on the register");
    }

    private SigningRequest request() {
        return new SigningRequest(wanted, authority.newKeys().getPublic());
    }

    private Enrolment enrolment() {
        return store().enrolment(Hosts.ALPHA);
    }

    private Members members() {
        return store().members(Hosts.ALPHA);
    }

    private CertificateStore store() {
        return new CertificateStore(
                home.resolve(".corelink"), authority, Hosts.clockAfter(Duration.ZERO), FileOwners.OF_PROCESS);
    }
}
