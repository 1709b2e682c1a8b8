package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.corelink.gossip.Format;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("10.0.0.3");
    private static final Origin MEMBER = Origin.of(new NodeId("00000000000000b1"), 1, 5);
    private static final Origin OTHER = Origin.of(new NodeId("00000000000000b2"), 1, 5);

    private final Admission admission = new Admission();

    @Test
    void openDatagramsAreChargedToTheirAddressBeforeTheyAreRead() {
        assertThat(granted(() -> admission.grantsReading(Format.OPEN, ADDRESS, 0)))
                .isEqualTo(SourceLimiter.BURST);
        assertThat(admission.grants(new Beat(MEMBER), Format.OPEN, 0)).isTrue();
    }

    @Test
    void sealedDatagramsAreReadWhateverTheirAddressAndChargedToTheirSender() {
        assertThat(granted(() -> admission.grantsReading(Format.SEALED, ADDRESS, 0)))
                .isEqualTo(1_000);
        assertThat(granted(() -> admission.grants(new Beat(MEMBER), Format.SEALED, 0)))
                .isEqualTo(SourceLimiter.BURST);
        assertThat(admission.grants(new Beat(OTHER), Format.SEALED, 0)).isTrue();
    }

    @Test
    void statesAreTakenFromWhoeverHasUsedUpItsShareOfTheRest() {
        granted(() -> admission.grants(new Beat(MEMBER), Format.SEALED, 0));
        Message heartbeat = new Heartbeat(MEMBER, "", 1, 1, Payload.EMPTY, 0, Optional.empty());
        Message inventory = new Inventory(MEMBER, "b1", 1, Payload.EMPTY);

        assertThat(admission.grants(inventory, Format.SEALED, 0)).isTrue();
        assertThat(granted(() -> admission.grants(heartbeat, Format.SEALED, 0))).isEqualTo(SourceLimiter.BURST - 1);
    }

    @Test
    void openFloodFromAMembersAddressDoesNotSilenceItsSealedDatagrams() {
        granted(() -> admission.grantsReading(Format.OPEN, ADDRESS, 0));

        assertThat(admission.grantsReading(Format.OPEN, ADDRESS, 0)).isFalse();
        assertThat(admission.grantsReading(Format.SEALED, ADDRESS, 0)).isTrue();
    }

    /** Twenty thousand a second, all from the address of the one member, in both of its formats. */
    @Test
    void sealedMemberIsHeardWhileStrangersForgeItsAddress() {
        Lan lan = new Lan();
        Lan.Node node = lan.start("node", Mode.MIXED, Optional.of(Lan.ring(1)));
        Lan.Node member = lan.start("member", Mode.SEALED, Optional.of(Lan.ring(1)));
        lan.pass(5_000);
        for (long end = lan.millis + 60_000; lan.millis < end; lan.pass(10)) {
            for (int i = 0; i < 100; i++) {
                node.transport.receive(forged(i), member.address);
                node.transport.receive(new byte[] {'{', (byte) i}, member.address);
            }
            assertThat(node.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);
        }

        assertThat(node.agent.counters().rejected().get(RejectReason.FORGED)).isGreaterThan(500_000);
        assertThat(node.agent.counters().rejected().get(RejectReason.RATE_LIMITED))
                .isGreaterThan(500_000);
        assertThat(node.agent.counters().accepted().get(MessageType.HEARTBEAT)).isGreaterThan(8);
        assertThat(node.agent.counters().suspected()).isZero();
    }

    /** Of the cluster, of the current key, and of a sender that nobody knows: all that can be seen from outside. */
    private static byte[] forged(int number) {
        return ByteBuffer.allocate(100)
                .put(new byte[] {(byte) 0xC1, 'L', 1})
                .putLong(Lan.CLUSTER)
                .put((byte) 1)
                .putLong(number)
                .putLong(1)
                .putInt(0)
                .putInt(1)
                .array();
    }

    private static long granted(BooleanSupplier attempt) {
        return IntStream.range(0, 1_000).filter(_ -> attempt.getAsBoolean()).count();
    }
}
