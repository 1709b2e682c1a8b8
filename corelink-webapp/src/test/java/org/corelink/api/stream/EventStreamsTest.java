package org.corelink.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.corelink.api.Snapshots;
import org.corelink.api.access.Grant;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Views;
import org.corelink.cluster.event.EventLog;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final Grant PROGRAM = new Grant(Optional.empty(), _ -> true);

    private final List<ClusterView> encoded = new ArrayList<>();
    private EventLog log = EventLog.EMPTY;
    private final EventStreams streams = new EventStreams(view -> {
        encoded.add(view);
        return Snapshots.of(view, log);
    });
    private long nowNanos;

    private void turn(ClusterView view) {
        nowNanos += Duration.ofSeconds(1).toNanos();
        streams.onTurn(view, nowNanos);
    }

    private static ClusterView view(long revision) {
        return Views.view(revision, Views.node("1", (int) revision));
    }

    private EventStreams.Opened open() {
        return streams.open(Feed.CLUSTER, PROGRAM).orElseThrow();
    }

    /** What the reader has got when it is cut. */
    private String read(EventStreams.Opened opened) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            private int flushes;

            @Override
            public void flush() {
                flushes++;
                if (flushes == 3) {
                    opened.client().cut();
                }
            }
        };
        opened.client().serve(opened.first(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void readerGetsASnapshotAndThenEachChange() throws Exception {
        turn(view(1));
        EventStreams.Opened opened = open();
        turn(view(2));
        turn(view(5));
        String read = read(opened);
        assertThat(read.split("\n\n")).hasSize(3);
        assertThat(read)
                .startsWith("retry: 2000\nevent: snapshot\nid: k3f9a0c1-1\ndata: {\"revision\":1,")
                .contains("\n\nevent: delta\nid: k3f9a0c1-2\ndata: {\"from\":1,\"revision\":2,")
                .contains("\n\nevent: delta\nid: k3f9a0c1-5\ndata: {\"from\":2,\"revision\":5,");
    }

    @Test
    void readerOfEventsIsToldOfNothingElse() throws Exception {
        log = Snapshots.log();
        turn(view(1));
        EventStreams.Opened opened = streams.open(Feed.EVENTS, PROGRAM).orElseThrow();
        turn(view(2));
        log = log.with(List.of(Snapshots.news("its cable was cut")), Instant.EPOCH);
        turn(view(3));
        log = log.with(List.of(Snapshots.news("it is back")), Instant.EPOCH);
        turn(view(3));
        long known = Snapshots.log().last();
        String read = read(opened);
        assertThat(read.split("\n\n")).hasSize(3);
        assertThat(read)
                .startsWith("retry: 2000\nevent: events\nid: k3f9a0c1-" + known + "\ndata: {\"revision\":" + known)
                .contains("\nid: k3f9a0c1-" + (known + 1) + "\n", "its cable was cut", "it is back")
                .doesNotContain("because of", "delta");
    }

    @Test
    void changeIsEncodedOnceForAllReadersAndNotAtAllForNone() {
        turn(view(1));
        turn(view(2));
        assertThat(encoded).isEmpty();
        open();
        open();
        open();
        encoded.clear();
        turn(view(3));
        assertThat(encoded).containsExactly(view(3));
    }

    @Test
    void withoutAChangeThereIsASignOfLifeNowAndThen() {
        EventStreams.Opened opened = open();
        turn(view(1));
        opened.client().discard();
        int signs = 0;
        for (int second = 0; second < 60; second++) {
            turn(view(1));
            signs += opened.client().discard();
        }
        assertThat(signs).isEqualTo(4);
    }

    @Test
    void readerThatFallsBehindIsCutAndNobodyElseIs() throws Exception {
        turn(view(1));
        EventStreams.Opened slow = open();
        EventStreams.Opened quick = open();
        for (int revision = 2; revision <= StreamClient.CAPACITY + 2; revision++) {
            turn(view(revision));
            assertThat(quick.client().discard()).isEqualTo(1);
        }
        assertThat(slow.client().isCut()).isTrue();
        assertThat(quick.client().isCut()).isFalse();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        slow.client().serve(slow.first(), out);
        assertThat(out.size()).isZero();
    }

    @Test
    void endsWithWhatLetItIn() throws Exception {
        AtomicBoolean holds = new AtomicBoolean(true);
        EventStreams.Opened opened = streams.open(Feed.CLUSTER, new Grant(Optional.empty(), _ -> holds.get()))
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                holds.set(false);
                turn(view(9));
            }
        };
        opened.client().serve(opened.first(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("snapshot").doesNotContain("delta");
    }

    @Test
    void endsWithItsSessionUnderWhateverIdThatHas() {
        StreamClient client = new StreamClient(Feed.CLUSTER, new Grant(Optional.of("A"), _ -> true));
        assertThat(client.isOf("A")).isTrue();
        client.onSessionId("B");
        assertThat(client.isOf("A")).isFalse();
        assertThat(client.isOf("B")).isTrue();
        assertThat(new StreamClient(Feed.CLUSTER, PROGRAM).isOf("A")).isFalse();
    }

    @Test
    void readersAreBoundedAndMakeRoomWhenTheyGo() {
        EventStreams.Opened first = open();
        for (int i = 1; i < EventStreams.MAX_CLIENTS; i++) {
            open();
        }
        assertThat(streams.open(Feed.CLUSTER, PROGRAM)).isEmpty();
        streams.onGone(first.client());
        assertThat(streams.open(Feed.CLUSTER, PROGRAM)).isPresent();
    }

    @Test
    void closeCutsAllAndLetsNobodyIn() {
        EventStreams.Opened opened = open();
        streams.close();
        assertThat(opened.client().isCut()).isTrue();
        assertThat(streams.open(Feed.CLUSTER, PROGRAM)).isEmpty();
    }
}
