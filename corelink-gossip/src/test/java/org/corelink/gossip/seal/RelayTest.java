package org.corelink.gossip.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Update;
import org.corelink.gossip.wire.WireFormat;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final SealedNode a = SealedNode.number(1);
    private final SealedNode middle = SealedNode.number(2);
    private final SealedNode newcomer = SealedNode.number(3);
    private final Relay relay = new Relay(3);

    @Test
    void newcomerLearnsWhatWasSaidBefore() {
        hear(a.inventory(1), a);
        hear(a.settle(), a);

        List<Message> news = learn(List.of(a.id()));
        assertThat(news).hasSize(2);
        assertThat(news.getFirst()).isInstanceOf(Inventory.class);
        assertThat(((Heartbeat) news.getLast()).sequence()).isEqualTo(4);
        newcomer.opens(a.beat());
    }

    @Test
    void heartbeatInShortFormIsPassedOnInLongForm() {
        hear(a.settle(), a);
        byte[] heartbeat = a.heartbeat();
        hear(heartbeat, a);

        assertThat(heartbeat[Envelope.FORM_AT]).isEqualTo(Envelope.SHORT);
        assertThat(((Heartbeat) learn(List.of(a.id())).getFirst()).sequence()).isEqualTo(4);
    }

    @Test
    void whatWasHeardAlreadyIsRejectedAsAReplay() {
        byte[] heartbeat = a.heartbeat();
        hear(heartbeat, a);
        newcomer.opens(heartbeat);

        Update update = relay.updates(middle.origin(), List.of(a.id())).getFirst();
        newcomer.rejects(update.relayed().getFirst().datagram().toByteArray(), RejectReason.REPLAYED);
    }

    @Test
    void addressIsThatOfTheSender() {
        hear(a.heartbeat(), a);
        assertThat(relay.updates(middle.origin(), List.of(a.id()))
                        .getFirst()
                        .relayed()
                        .getFirst()
                        .address())
                .isEqualTo(address(1));
    }

    @Test
    void earlierIncarnationDoesNotReplaceALaterOne() {
        byte[] before = a.heartbeat();
        Message old = middle.opens(before);
        a.raiseIncarnation();
        hear(a.heartbeat(), a);
        relay.keep(old, address(1), before);

        assertThat(learn(List.of(a.id())).getFirst().origin()).isEqualTo(a.origin());
    }

    @Test
    void otherMessagesAreNotKept() {
        hear(a.beat(), a);
        hear(a.leave(), a);
        assertThat(relay.updates(middle.origin(), List.of(a.id()))).isEmpty();
    }

    @Test
    void everyUpdateFitsADatagram() {
        List<NodeId> about = new ArrayList<>();
        Relay large = new Relay(100);
        for (int number = 10; number < 60; number++) {
            SealedNode node = SealedNode.number(number);
            about.add(node.id());
            byte[] heartbeat = node.seal(node.heartbeat(new byte[23 * (number - 9)]));
            large.keep(middle.opens(heartbeat), address(number), heartbeat);
        }
        List<Update> updates = large.updates(middle.origin(), about);
        assertThat(updates).hasSize(33);
        assertThat(updates.stream().mapToInt(update -> update.relayed().size()).sum())
                .isEqualTo(50);
        assertThat(updates).allSatisfy(update -> newcomer.opens(middle.seal(update)));
    }

    @Test
    void longestHeartbeatAndInventoryAreRelayedAndFillADatagramToTheByte() {
        hear(a.seal(a.longestInventory()), a);
        hear(a.seal(a.longestHeartbeat()), a);

        List<Update> updates = relay.updates(middle.origin(), List.of(a.id()));
        assertThat(updates).hasSize(2);
        assertThat(updates)
                .allSatisfy(update -> assertThat(middle.seal(update)).hasSize(WireFormat.MAX_DATAGRAM_BYTES));
        List<Message> news = learn(List.of(a.id()));
        assertThat(news.getFirst()).isEqualTo(a.longestInventory());
        assertThat(((Heartbeat) news.getLast()).reading())
                .isEqualTo(a.longestHeartbeat().reading());
    }

    @Test
    void heartbeatInShortFormIsNoLongerThanCanBeRelayed() {
        hear(a.settle(), a);
        byte[] longest = a.seal(a.longestHeartbeat());
        assertThat(longest[Envelope.FORM_AT]).isEqualTo(Envelope.SHORT);
        hear(longest, a);

        assertThat(middle.seal(relay.updates(middle.origin(), List.of(a.id())).getFirst()))
                .hasSize(WireFormat.MAX_DATAGRAM_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.seal(a.heartbeat(new byte[SealedFormat.MAX_RELAYED_BYTES - 62])));
    }

    @Test
    void longerDatagramOfAnotherProgramIsNotRelayed() {
        relay.keep(a.heartbeat(new byte[1]), address(1), new byte[SealedFormat.MAX_RELAYED_BYTES + 1]);
        assertThat(relay.updates(middle.origin(), List.of(a.id()))).isEmpty();

        relay.keep(a.heartbeat(new byte[1]), address(1), new byte[SealedFormat.MAX_RELAYED_BYTES]);
        assertThat(relay.updates(middle.origin(), List.of(a.id()))).hasSize(1);
    }

    @Test
    void onlySoManyNodesAreKept() {
        List<NodeId> all = new ArrayList<>();
        for (int number = 10; number < 14; number++) {
            SealedNode node = SealedNode.number(number);
            all.add(node.id());
            hear(node.heartbeat(), node);
        }
        assertThat(learn(all)).extracting(message -> message.origin().node()).isEqualTo(all.subList(1, 4));
        relay.forget(all.getLast());
        assertThat(relay.updates(middle.origin(), List.of(all.getLast()))).isEmpty();
    }

    private void hear(byte[] datagram, SealedNode from) {
        Message message = middle.opens(datagram);
        assertThat(message.origin()).isEqualTo(from.origin());
        relay.keep(
                message,
                address(1),
                middle.format.longForm(message.origin(), datagram).orElseThrow());
    }

    private List<Message> learn(List<NodeId> about) {
        List<Message> news = new ArrayList<>();
        for (Update update : relay.updates(middle.origin(), about)) {
            Update arrived = (Update) newcomer.opens(middle.seal(update));
            arrived.relayed()
                    .forEach(relayed ->
                            news.add(newcomer.opens(relayed.datagram().toByteArray())));
        }
        return news;
    }

    private static Inet4Address address(int number) {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
