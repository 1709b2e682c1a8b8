package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.view;
import static org.corelink.cluster.Views.with;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pages are told, and from where it leads, without a server. */
class LivePushTest {
    private static final long PATIENCE_SECONDS = 10;

    private final AtomicReference<ClusterView> newest = new AtomicReference<>(ClusterView.EMPTY);
    private final Pages pages = new Pages();
    private final BlockingQueue<ClusterView> turns = new LinkedBlockingQueue<>();
    private final LivePush push = new LivePush("b00t", newest::get, pages, (view, _) -> turns.add(view), () -> {});

    /** Open pages: what they are sent, and the failures that still are to come. */
    private static final class Pages implements LiveChannel {
        private final AtomicInteger open = new AtomicInteger(1);
        private final AtomicInteger failures = new AtomicInteger();
        private final BlockingQueue<LiveMessage> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<LiveMessage> failed = new LinkedBlockingQueue<>();

        @Override
        public int clients() {
            return open.get();
        }

        @Override
        public void broadcast(LiveMessage message) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                failed.add(message);
                throw new IllegalStateException("planted");
            }
            messages.add(message);
        }
    }

    @AfterEach
    void close() {
        push.close();
    }

    private void show(ClusterView view) {
        newest.set(view);
        push.onChange();
    }

    private byte[] message() throws InterruptedException {
        LiveMessage message = pages.messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message").isNotNull();
        return message.bytes();
    }

    /** The page that fetches a snapshot now. */
    private LivePage page() {
        return new LivePage(new String(push.snapshot().json(), StandardCharsets.UTF_8));
    }

    /** Waits until a view was told. */
    private void awaitTurn(ClusterView view) throws InterruptedException {
        ClusterView told;
        do {
            told = turns.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(told).as("a turn").isNotNull();
        } while (told.revision() != view.revision());
    }

    @Test
    void rowsThatComeAreAnnouncedAndWhatFollowsLeadsOnFromTheSnapshot() throws Exception {
        ClusterView first = view(1, node("a", 10));
        push.start();
        show(first);
        assertThat(LiveHead.has(message()[0], DeltaBytes.STRUCTURAL)).isTrue();
        awaitTurn(first);
        assertThat(new String(push.snapshot().json(), StandardCharsets.UTF_8)).contains("\"rowsSince\":1");
        LivePage page = page();
        show(view(2, node("a", 97)));
        assertThat(page.take(message())).isEqualTo(LivePage.Outcome.SHOWN);
        assertThat(page.cell(0, 0, Column.UTILIZATION).text()).isEqualTo("97 %");
    }

    @Test
    void figuresOfTheStripAreToldInFullAfterRowsCame() throws Exception {
        push.start();
        NodeView node = node("a", 10);
        show(view(1, node));
        message();
        // Those who fetched no snapshot meanwhile may show any.
        show(view(2, with(node, MemberState.SUSPECT, "it does not answer")));
        assertThat(LiveHead.of(message()).texts()).contains("\"sum\"", "\"suspect\":\"1\"", "\"gpus\"");
    }

    @Test
    void changesTravelTogetherAndEachMessageLeadsOnFromTheLast() throws Exception {
        long start = System.nanoTime();
        push.start();
        long revision = 0;
        while (System.nanoTime() - start < 4 * Pacing.COALESCE.toNanos()) {
            revision++;
            show(view(revision, node("a", (int) (revision % 100))));
            Thread.onSpinWait();
        }
        awaitTurn(newest.get());
        long intervals = (System.nanoTime() - start) / Pacing.COALESCE.toNanos();
        List<LiveHead> told = pages.messages.stream()
                .map(message -> LiveHead.of(message.bytes()))
                .toList();
        assertThat(told).hasSizeBetween(1, (int) intervals);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).from()).isEqualTo(told.get(i - 1).to());
        }
        assertThat(told.getLast().to()).isEqualTo(revision);
    }

    @Test
    void pushThatFailsIsNotTheLastAndTheNextTellsWhatItShouldHave() throws Exception {
        ClusterView first = view(1, node("a", 10));
        push.start();
        show(first);
        message();
        awaitTurn(first);
        LivePage page = page();
        pages.failures.set(1);
        show(view(2, node("a", 20)));
        assertThat(pages.failed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        show(view(3, node("a", 30)));
        assertThat(page.take(message())).isEqualTo(LivePage.Outcome.SHOWN);
        assertThat(page.cell(0, 0, Column.UTILIZATION).text()).isEqualTo("30 %");
    }

    @Test
    void whereNobodyWatchesNothingIsSentAndWhoComesThenGetsTheNewest() throws Exception {
        ClusterView unseen = view(5, node("a", 50));
        pages.open.set(0);
        push.start();
        show(unseen);
        awaitTurn(unseen);
        assertThat(pages.messages).isEmpty();
        LivePage page = page();
        assertThat(page.revision()).isEqualTo(5);
        pages.open.set(1);
        show(view(6, node("a", 60)));
        assertThat(page.take(message())).isEqualTo(LivePage.Outcome.SHOWN);
        assertThat(page.cell(0, 0, Column.UTILIZATION).text()).isEqualTo("60 %");
    }

    @Test
    void changeIsToldBeforeTheIdleTick() throws Exception {
        pages.open.set(0);
        push.start();
        ClusterView first = view(1, node("a", 10));
        show(first);
        awaitTurn(first);
        long start = System.nanoTime();
        ClusterView second = view(2, node("a", 20));
        show(second);
        awaitTurn(second);
        assertThat(System.nanoTime() - start).isLessThan(Pacing.IDLE_TICK.toNanos() * 9 / 10);
    }

    @Test
    void snapshotsAreMadeOnceForAllWhoAskAtATime() {
        Snapshots snapshots = new Snapshots("b00t");
        Shown shown = Shown.NOTHING.untold(view(1, node("a", 10)));
        Snapshots.Encoded first = snapshots.of(shown, 0);
        assertThat(snapshots.of(shown, Pacing.COALESCE.toNanos())).isSameAs(first);
        // Ages grow.
        assertThat(snapshots.of(shown, Pacing.COALESCE.toNanos() + 1)).isNotSameAs(first);
    }

    @Test
    void snapshotOfAnotherStateIsAnother() {
        Snapshots snapshots = new Snapshots("b00t");
        snapshots.of(Shown.NOTHING.untold(view(1, node("a", 10))), 0);
        Snapshots.Encoded next = snapshots.of(Shown.NOTHING.untold(view(2, node("a", 20))), 0);
        assertThat(next.revision()).isEqualTo(2);
        assertThat(new String(next.json(), StandardCharsets.UTF_8)).contains("20 %");
    }
}
