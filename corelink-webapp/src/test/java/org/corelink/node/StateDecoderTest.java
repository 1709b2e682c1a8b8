package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateDecoderTest {
    private static final NodeState STATE = SimulatedMachine.of(7, 1).state("0.02.0", 1.5);

    private final StateDecoder decoder = new StateDecoder();

    private static Member member(Payload inventory, Payload reading) {
        return new Member(
                new NodeId("a"),
                "a",
                MemberState.ONLINE,
                "",
                Format.OPEN,
                InetAddress.getLoopbackAddress(),
                OptionalLong.empty(),
                1,
                1_795_000_000,
                0,
                inventory,
                reading,
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "SEALED"})
    void whatWasAcceptedSaysTheSameAsWithoutMemory(Mode mode) {
        Publication said = NodeStateCodec.encode(mode, STATE, 1_795_000_000_000L);
        Member member = member(said.inventory(), mode == Mode.OPEN ? said.open() : said.reading());
        DecodedState fresh = decoder.decode(member);
        assertThat(decoder.accepts(member.reading())).isTrue();
        assertThat(decoder.waiting()).isOne();
        assertThat(decoder.decode(member)).isEqualTo(fresh).isInstanceOf(DecodedState.Accepted.class);
        assertThat(decoder.waiting()).isZero();
        assertThat(decoder.decode(member)).isEqualTo(fresh);
    }

    @Test
    void whatCannotBeReadIsRefusedAndNotKept() {
        for (String wrong : List.of("", "{", "{\"gpus\":7}", "no")) {
            Payload payload = Payload.of(wrong.getBytes(StandardCharsets.UTF_8));
            assertThat(decoder.accepts(payload)).as(wrong).isEqualTo(NodeStateCodec.CHECK.accepts(payload));
            assertThat(decoder.accepts(payload)).as(wrong).isFalse();
        }
        assertThat(decoder.waiting()).isZero();
    }

    @Test
    void whatNobodyAsksForIsForgotten() {
        byte[] said = NodeStateCodec.encode(Mode.OPEN, STATE, 0).open().toByteArray();
        for (int i = 0; i < 3 * StateDecoder.MOST; i++) {
            assertThat(decoder.accepts(Payload.of(said))).isTrue();
            assertThat(decoder.waiting()).isLessThanOrEqualTo(StateDecoder.MOST);
        }
    }
}
