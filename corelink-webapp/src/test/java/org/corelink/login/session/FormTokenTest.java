package org.corelink.login.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages send along with their forms. */
class FormTokenTest {
    private final HttpSession session = session();

    /** One that keeps attributes, and can nothing else. */
    private static HttpSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpSession) Proxy.newProxyInstance(
                FormTokenTest.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (_, method, given) -> {
                    return switch (method.getName()) {
                        case "getAttribute" -> attributes.get((String) given[0]);
                        case "setAttribute" -> attributes.put((String) given[0], given[1]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    @Test
    void whatAnyPageOfTheSessionHoldsCountsAndThatOfAnotherSessionDoesNot() {
        String first = FormToken.forPage(session);
        String second = FormToken.forPage(session);
        assertThat(FormToken.isOf(session, first)).isTrue();
        assertThat(FormToken.isOf(session, second)).isTrue();
        assertThat(FormToken.isOf(session, first)).as("again").isTrue();
        assertThat(FormToken.isOf(session, FormToken.forPage(session()))).isFalse();
    }

    /** Whoever adds guesses to a page, and sees how long it is compressed, has nothing that stays the same. */
    @Test
    void noPartOfItStandsInTwoPages() {
        Set<String> seen = new HashSet<>();
        for (int page = 0; page < 200; page++) {
            String token = FormToken.forPage(session);
            // Of 12 digits: none of some 12,000 pieces is there twice by chance.
            for (int at = 0; at + 12 <= token.length(); at += 2) {
                assertThat(seen.add(token.substring(at, at + 12))).isTrue();
            }
        }
    }

    @Test
    void oneChangedDigitMakesItWorthless() {
        String token = FormToken.forPage(session);
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == '0' ? '1' : '0';
            assertThat(FormToken.isOf(session, token.substring(0, at) + other + token.substring(at + 1)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "no digits at all", "\u0000", "\u0661"})
    void whatIsNoneCountsForNothing(String given) {
        assertThat(FormToken.isOf(session, given)).isFalse();
        assertThat(FormToken.isOf(session, given.repeat(128))).isFalse();
    }

    @Test
    void nothingCountsForNothing() {
        assertThat(FormToken.isOf(session, null)).isFalse();
        assertThat(FormToken.isOf(session, FormToken.forPage(session) + "00")).isFalse();
    }
}
