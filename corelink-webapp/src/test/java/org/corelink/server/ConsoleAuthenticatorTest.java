package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleAuthenticatorTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        navigate,    ,     true
        cors,        ,     false
        same-origin, ,     false
        websocket,   ,     false
        same-origin, true, true
                   , ,     true
        """)
    void onlyWhatAPersonWantsCountsAsUseOfASession(
            @Nullable String fetchMode, @Nullable String mark, boolean byPerson) {
        assertThat(ConsoleAuthenticator.isByPerson(fetchMode, mark)).isEqualTo(byPerson);
    }
}
