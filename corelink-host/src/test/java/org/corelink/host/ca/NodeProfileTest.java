package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.corelink.host.ca.HostNames.Attachment;
import org.junit.jupiter.api.Test;

class NodeProfileTest {
    private static final HostNames RICH = new HostNames(
            "Alpha",
            "alpha.example.com",
            "cluster.example.net",
            List.of(
                    new Attachment(InetAddress.ofLiteral("10.1.2.3"), 24),
                    new Attachment(InetAddress.ofLiteral("203.0.113.7"), 28),
                    new Attachment(InetAddress.ofLiteral("fe80::1"), 64),
                    new Attachment(InetAddress.ofLiteral("127.0.0.1"), 8)));

    @Test
    void everyNameAndUsableAddressOfTheHostIsNamed() {
        NodeProfile profile = NodeProfile.of(RICH, NameConstraints.around(RICH));
        assertThat(profile.dnsNames())
                .containsExactly("alpha", "alpha.local", "alpha.example.com", "alpha.cluster.example.net", "localhost");
        assertThat(profile.addresses().stream().map(InetAddress::getHostAddress))
                .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1", "10.1.2.3", "203.0.113.7");
        assertThat(profile.missing(RICH)).isEmpty();
    }

    @Test
    void zoneOfAnAddressIsDropped() throws Exception {
        InetAddress zoned = Inet6Address.getByAddress(
                "alpha", InetAddress.ofLiteral("fd00::2").getAddress(), 1);
        assertThat(zoned.getHostAddress()).contains("%");
        HostNames host = new HostNames("alpha", null, null, List.of(new Attachment(zoned, 64)));
        assertThat(host.addresses().getLast().getHostAddress()).isEqualTo("fd00:0:0:0:0:0:0:2");
    }

    @Test
    void constraintsPermitThePrivateAndTheOwnAndNothingElse() {
        NameConstraints constraints = NameConstraints.around(RICH);
        assertThat(List.of("x.local", "x.internal", "x.lan", "x.home.arpa", "alpha", "beta.cluster.example.net"))
                .allMatch(constraints::permits);
        assertThat(List.of("example.com", "beta.example.com", "xlocal", "www.bank.example", "beta"))
                .noneMatch(constraints::permits);
        assertThat(constraints.permits(InetAddress.ofLiteral("203.0.113.9"))).isTrue();
        assertThat(constraints.permits(InetAddress.ofLiteral("203.0.113.99"))).isFalse();
        assertThat(constraints.permits(InetAddress.ofLiteral("8.8.8.8"))).isFalse();
    }

    @Test
    void namesOutsideTheConstraintsAreLeftOutAndTold() {
        HostNames moved = Hosts.host("beta", "8.8.8.8");
        NodeProfile profile = NodeProfile.of(moved, NameConstraints.around(RICH));
        assertThat(profile.dnsNames()).containsExactly("beta.local", "localhost");
        assertThat(profile.missing(moved)).containsExactly("8.8.8.8", "beta");
    }

    @Test
    void hostNameThatIsNoDnsNameIsLeftOut() {
        assertThat(Hosts.host("my node_1").dnsNames()).containsExactly("localhost");
    }

    @Test
    void renewalIsDueWhenLessThanAThirdOfTheLifeIsLeft() {
        Instant start = Instant.EPOCH;
        Instant end = start.plus(Duration.ofDays(90));
        assertThat(Lifetime.isRenewalDue(start, end, start)).isFalse();
        assertThat(Lifetime.isRenewalDue(start, end, start.plus(Duration.ofDays(60))))
                .isFalse();
        assertThat(Lifetime.isRenewalDue(
                        start, end, start.plus(Duration.ofDays(60)).plusMillis(1)))
                .isTrue();
        assertThat(Lifetime.isRenewalDue(start, end, end.plusSeconds(1))).isTrue();
    }
}
