package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRulesTest {
    private static final InetAddress FROM = InetAddress.ofLiteral("10.1.2.4");

    private final RequestRules rules = new RequestRules(NameConstraints.around(Hosts.ALPHA), Hosts.ALPHA);

    @Test
    void machineGetsItsOwnNamesAndAddresses() {
        NodeProfile beta =
                NodeProfile.of(Hosts.host("beta", "10.1.2.4", "192.168.5.5", "fd00::4"), rules.constraints());
        assertThatCode(() -> rules.check(beta, FROM)).doesNotThrowAnyException();
    }

    @Test
    void nameInTheDomainOfTheClusterIsItsOwn() {
        assertThatCode(() -> rules.check(profile("beta", "beta.internal", "10.1.2.4"), FROM))
                .doesNotThrowAnyException();
    }

    @Test
    void machineWhoseFullNameIsAnotherAsksForItsOwnNamesOnly() {
        HostNames renamed = new HostNames(
                "beta", "node7.internal", null, Hosts.host("beta", "10.1.2.4").attached());
        NodeProfile asked = RequestRules.askable(NodeProfile.of(renamed, rules.constraints()));
        assertThat(asked.dnsNames()).containsExactly("beta.local", "localhost");
        assertThatCode(() -> rules.check(asked, FROM)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        alpha | localhost        | 10.1.2.4          | is that of the machine that invites
        ALPHA | localhost        | 10.1.2.4          | is that of the machine that invites
        beta  | alpha.local      | 10.1.2.4          | The name alpha.local is not one of beta
        beta  | gamma            | 10.1.2.4          | The name gamma is not one of beta
        beta  | beta2.local      | 10.1.2.4          | The name beta2.local is not one of beta
        beta  | beta.example.com | 10.1.2.4          | The CA may not vouch for the name beta.example.com
        beta  | *.beta.local     | 10.1.2.4          | no DNS name
        beta  | beta.local       | 10.1.2.4 10.1.2.3 | The address 10.1.2.3 is that of the machine that invites
        beta  | beta.local       | 10.1.2.4 8.8.8.8  | The CA may not vouch for the address 8.8.8.8
        beta  | beta.local       | 10.1.2.5          | comes from 10.1.2.4, which is not among the addresses
        """)
    void foreignNamesAndAddressesAreRefused(String name, String dnsName, String addresses, String words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> rules.check(profile(name, dnsName, addresses.split(" ")), FROM))
                .withMessageContaining(words);
    }

    private static NodeProfile profile(String name, String dnsName, String... addresses) {
        return new NodeProfile(
                name,
                List.of(dnsName),
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    }
}
