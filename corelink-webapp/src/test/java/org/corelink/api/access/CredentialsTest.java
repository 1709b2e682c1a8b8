package org.corelink.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nameAndPasswordAreUtf8AndThePasswordMayHaveColons() {
        assertThat(Credentials.of("Basic " + basic("änna:geh:eim")))
                .isEqualTo(new Credentials.Password("änna", "geh:eim"));
        assertThat(Credentials.of("basic  " + basic("anna:"))).isEqualTo(new Credentials.Password("anna", ""));
    }

    @Test
    void tokenIsTakenAsItIs() {
        assertThat(Credentials.of("bearer abc=")).isEqualTo(new Credentials.Token("abc="));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "Basic", "Basic !!!", "Basic YW5uYQ==", "Digest x=y", "Bearer"})
    void whatIsNotUnderstoodIsNothing(String header) {
        assertThat(Credentials.of(header)).isEqualTo(new Credentials.None());
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new Credentials.Password("anna", "geheim").toString()).doesNotContain("geheim");
        assertThat(new Credentials.Token("geheim").toString()).doesNotContain("geheim");
    }
}
