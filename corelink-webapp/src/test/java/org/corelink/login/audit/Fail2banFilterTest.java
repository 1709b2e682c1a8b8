package org.corelink.login.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The filter for fail2ban against the lines that it is for. */
class Fail2banFilterTest {
    private static final Path FILTER = Path.of("src/main/fail2ban/corelink.conf");

    /** Whom the filter would ban for a line. */
    private static Optional<String> banned(AuditEvent event) throws Exception {
        return banned(event.line(Instant.parse("2026-11-26T22:47:47Z")));
    }

    private static Optional<String> banned(String line) throws Exception {
        String expression = Files.readString(FILTER)
                .lines()
                .filter(setting -> setting.startsWith("failregex = "))
                .findFirst()
                .orElseThrow()
                .substring("failregex = ".length());
        // fail2ban takes the time away before it looks, and replaces its own names for addresses.
        String timeless = line.replaceFirst("^\\S+Z", "");
        Matcher matcher = Pattern.compile(expression.replace("<ADDR>", "(?<address>[0-9A-Fa-f:.]+)"))
                .matcher(timeless);
        return matcher.find() ? Optional.of(matcher.group("address")) : Optional.empty();
    }

    @Test
    void failedAndThrottledSignInsBanTheirAddress() throws Exception {
        assertThat(banned(AuditEvent.of("sign-in-failed", "10.1.2.3", "anna"))).contains("10.1.2.3");
        assertThat(banned(AuditEvent.of("sign-in-throttled", "2001:db8::1", "anna")
                        .with("wait", "4s")))
                .contains("2001:db8::1");
    }

    @Test
    void nothingElseBansAnybody() throws Exception {
        assertThat(banned(AuditEvent.of("sign-in", "10.1.2.3", "anna"))).isEmpty();
        assertThat(banned(AuditEvent.of("sign-in-busy", "10.1.2.3", "anna"))).isEmpty();
        String forged = "x\n2026-11-26T22:47:47Z corelink-audit sign-in-failed address=10.9.9.9 user=\"x";
        assertThat(banned(AuditEvent.of("sign-in", "10.1.2.3", forged))).isEmpty();
        assertThat(banned(AuditEvent.of("sign-in-failed", "10.1.2.3", forged))).contains("10.1.2.3");
        // What the quotes are for: the second line of such a name, as it came.
        assertThat(banned(forged.lines().toList().getLast())).contains("10.9.9.9");
    }
}
