package org.corelink.gossip.benchmark.contestant;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gossip.lan.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes print, as each kind prints it. */
class ParsingTest {
    @Test
    void ourNodesTellWhenAndWhy() {
        assertThat(Change.parse(3, "42\tdown\tid-1\tn001\t9.500\tits port is closed"))
                .isEqualTo(new Change(3, "id-1", "n001", State.DOWN, 9.5, 42, "its port is closed"));
    }

    @ParameterizedTest
    @CsvSource({
        "'2026/11/24 21:00:00 [INFO] serf: EventMemberJoin: n001 10.77.0.2', ONLINE",
        "'2026/11/24 21:00:00 [INFO] serf: EventMemberFailed: n001 10.77.0.2', DOWN",
        "'2026/11/24 21:00:00 [INFO] serf: EventMemberLeave (forced): n001 10.77.0.2', LEFT",
        "'2026/11/24 21:00:00 [INFO] serf: EventMemberReap: n001', GONE",
        "'2026/11/24 21:00:00 [INFO] memberlist: Suspect n001 has failed, no acks received', SUSPECT"
    })
    void serfTellsByItsLog(String line, State state) {
        Change change = SerfAgents.parse(2, line, 42, 7).getFirst();

        assertThat(change.name()).isEqualTo("n001");
        assertThat(change.state()).isEqualTo(state);
        assertThat(change.nanos()).isEqualTo(42);
        assertThat(SerfAgents.parse(2, "==> Log data will now stream in as it occurs:", 42, 7))
                .isEmpty();
    }
}
