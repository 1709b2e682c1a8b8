package org.corelink.login.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Änna",
                "ÄNNA",
                " änna ",
                "ä n n a",
                "änna",
                "a\u0308nna",
                "\uFF41\u0308nna",
                "änna\u200B",
                "ä\tnna",
                "anna",
                "\u202Eanna",
                "ａｎｎａ",
                "änna\u0000"
            })
    void variantsOfANameCountAsOne(String variant) {
        assertThat(GuessKeys.ofName(variant)).isEqualTo("anna");
    }

    @Test
    void otherNamesAreOthers() {
        assertThat(GuessKeys.ofName("anne")).isNotEqualTo(GuessKeys.ofName("anna"));
        assertThat(GuessKeys.ofName("x".repeat(1_000))).hasSize(64);
    }

    @Test
    void addressesOfOneIpv6SubnetCountAsOne() {
        assertThat(GuessKeys.ofAddress("2001:db8::1")).isEqualTo(GuessKeys.ofAddress("2001:db8:0:0:ffff::2"));
        assertThat(GuessKeys.ofAddress("2001:db8::1")).isNotEqualTo(GuessKeys.ofAddress("2001:db8:0:1::1"));
    }

    @Test
    void ipv4AddressIsTheSameInsideIpv6() {
        assertThat(GuessKeys.ofAddress("::ffff:10.1.2.3"))
                .isEqualTo(GuessKeys.ofAddress("10.1.2.3"))
                .isNotEqualTo(GuessKeys.ofAddress("10.1.2.4"));
    }

    @Test
    void whatIsNoAddressCountsAsOneClient() {
        assertThat(GuessKeys.ofAddress("nonsense")).isEqualTo(GuessKeys.ofAddress(""));
    }
}
