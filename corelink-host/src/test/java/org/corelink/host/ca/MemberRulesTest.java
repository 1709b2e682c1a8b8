package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberRulesTest {
    private static final HostNames BETA = Hosts.host("beta", "10.1.2.4");

    private final Authority authority = new Authority(Hosts.RANDOM);
    private final KeyedCertificate ca = newCa();
    private final X509Certificate beta = node(ca, BETA);

    @Test
    void nodeOfThisCaIsKnownByItsName() throws Exception {
        assertThat(MemberRules.check(beta, ca.certificate(), Hosts.NOW)).isEqualTo("beta");
    }

    @Test
    void certificateOfAnotherCaIsRefusedHoweverItIsCalled() {
        refused(node(newCa(), BETA), Hosts.NOW, "not of this CA");
    }

    @Test
    void caItselfIsNoMachine() {
        refused(ca.certificate(), Hosts.NOW, "one of a CA");
    }

    @Test
    void certificateCountsFromItsBeginToItsEnd() throws Exception {
        Instant end = beta.getNotAfter().toInstant();
        assertThat(MemberRules.check(beta, ca.certificate(), end)).isEqualTo("beta");
        refused(beta, end.plusSeconds(1), "ended at " + end, "corelink --invite");
        refused(beta, beta.getNotBefore().toInstant().minusSeconds(1), "not valid");
    }

    @Test
    void namesThatTheCaMayNotVouchForAreRefused() {
        X509Certificate abroad = node(ca, Hosts.host("beta", "203.0.113.7"));
        refused(abroad, Hosts.NOW, "not valid");
    }

    private void refused(X509Certificate presented, Instant now, String... words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> MemberRules.check(presented, ca.certificate(), now))
                .withMessageContainingAll(words);
    }

    private KeyedCertificate newCa() {
        return authority.create("alpha", NameConstraints.around(Hosts.ALPHA), Hosts.NOW.minus(Duration.ofDays(1)));
    }

    private X509Certificate node(KeyedCertificate issuer, HostNames host) {
        return authority
                .issue(
                        issuer,
                        new NodeProfile(host.name(), List.of(host.name() + ".local"), host.addresses()),
                        Hosts.NOW)
                .certificate();
    }
}
