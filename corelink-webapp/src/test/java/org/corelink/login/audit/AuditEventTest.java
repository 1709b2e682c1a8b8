package org.corelink.login.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditEventTest {
    private static final Instant NOW = Instant.parse("2026-11-26T22:47:47.123Z");

    @Test
    void lineTellsWhenWhatFromWhereAndWho() {
        assertThat(AuditEvent.of("sign-in-failed", "10.1.2.3", "anna")
                        .with("wait", "4s")
                        .line(NOW))
                .isEqualTo("2026-11-26T22:47:47Z corelink-audit sign-in-failed address=10.1.2.3 user=\"anna\""
                        + " wait=\"4s\"");
    }

    @Test
    void nothingThatAClientSendsLooksLikeAnotherLineOrField() {
        String line = AuditEvent.of("sign-in-failed", "10.1.2.3 x", "a\" address=10.9.9.9\r\n2026 \u001B[31m\u2028\\")
                .line(NOW);
        assertThat(line)
                .isEqualTo("2026-11-26T22:47:47Z corelink-audit sign-in-failed address=10.1.2.3??"
                        + " user=\"a\\\" address=10.9.9.9\\u{d}\\u{a}2026 \\u{1b}[31m\\u{2028}\\\\\"");
    }

    @Test
    void longTextIsCut() {
        assertThat(AuditEvent.of("x", "", "u".repeat(10_000)).line(NOW)).hasSizeLessThan(300);
    }
}
