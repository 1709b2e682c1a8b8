package org.corelink.host.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirewallTest {
    private static final Wanted WANTED = new Wanted(443, 47_100, false, false);

    private static final String UFW = """
        Status: active

        To                         Action      From
        --                         ------      ----
        22/tcp                     ALLOW       Anywhere
        %s
        22/tcp (v6)                ALLOW       Anywhere (v6)
        """;

    private static final String NFT = """
        table inet filter {
                chain input {
                        type filter hook input priority filter; policy %s;
                        ct state established,related accept
                        %s
                }
                chain output {
                        type filter hook output priority filter; policy accept;
                }
        }
        """;

    @Test
    void ufwIsActiveOnlyIfItSaysSo() {
        assertThat(Firewall.isUfwActive(UFW.formatted(""))).isTrue();
        assertThat(Firewall.isUfwActive("Status: inactive\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        80,443/tcp                 ALLOW       192.168.1.0/24;47100:47101/udp            ALLOW       192.168.1.0/24 | true
        443                        LIMIT IN    Anywhere;47000:48000/udp            ALLOW       Anywhere             | true
        Anywhere                   ALLOW       192.168.1.0/24;                                                      | true
        443/tcp                    ALLOW       Anywhere;47100/udp                  ALLOW       Anywhere             | false
        443/tcp                    DENY        Anywhere;47100:47101/udp            ALLOW       Anywhere             | false
        443/udp                    ALLOW       Anywhere;47100:47101/udp            ALLOW       Anywhere             | false
        """)
    void ufwRulesAreRead(String rules, boolean open) {
        assertThat(Firewall.ufwLetsIn(UFW.formatted(rules.replace(';', '\n')), WANTED))
                .isEqualTo(open);
    }

    @Test
    void nftIsClosedByItsPolicyOrItsLastRule() {
        assertThat(Firewall.isNftClosed(NFT.formatted("drop", ""))).isTrue();
        assertThat(Firewall.isNftClosed(NFT.formatted("accept", "reject with icmpx admin-prohibited")))
                .isTrue();
        assertThat(Firewall.isNftClosed(NFT.formatted("accept", "ct state invalid drop")))
                .isFalse();
        assertThat(Firewall.isNftClosed("")).isFalse();
    }

    @Test
    void nftRulesAreRead() {
        String both = "tcp dport { 22, 443 } accept\nudp dport 47100-47101 counter packets 0 bytes 0 accept";
        assertThat(Firewall.nftLetsIn(NFT.formatted("drop", both), WANTED)).isTrue();
        assertThat(Firewall.nftLetsIn(NFT.formatted("drop", "ip saddr 10.0.0.0/8 accept"), WANTED))
                .isTrue();
        assertThat(Firewall.nftLetsIn(NFT.formatted("drop", "tcp dport 443 accept"), WANTED))
                .isFalse();
        assertThat(Firewall.nftLetsIn(NFT.formatted("drop", both.replace("443", "8443")), WANTED))
                .isFalse();
    }
}
