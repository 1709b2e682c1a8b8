package org.corelink.gossip.benchmark.contestant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.corelink.gossip.lan.State;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final long SECOND = 1_000_000_000;

    private final Views views = new Views(3);

    @Test
    void eachObserverCountsFromTheChangeThatShowedIt() throws InterruptedException {
        Wait wait = views.expect(List.of(0, 1), 10 * SECOND, view -> view.state("n") == State.DOWN);
        views.accept(change(0, State.SUSPECT, 0, 11 * SECOND));
        views.accept(change(0, State.DOWN, 0, 12 * SECOND));
        views.accept(change(1, State.DOWN, 0, 13 * SECOND));
        views.accept(change(0, State.ONLINE, 0, 14 * SECOND));
        views.accept(change(0, State.DOWN, 0, 15 * SECOND));

        Outcome outcome = views.await(wait, Duration.ofSeconds(60));

        assertThat(outcome.seconds().values()).containsExactly(2.0, 3.0);
        assertThat(outcome.never()).isEmpty();
    }

    @Test
    void whoNeverShowsItIsNamed() throws InterruptedException {
        Wait wait = views.expect(List.of(0, 1), System.nanoTime(), view -> view.state("n") == State.ONLINE);
        views.accept(change(0, State.ONLINE, 0, System.nanoTime()));

        assertThat(views.await(wait, Duration.ofNanos(1)).never()).containsExactly(1);
    }

    @Test
    void whatIsShownAlreadyNeedsNoChange() throws InterruptedException {
        views.accept(change(2, State.ONLINE, 0, SECOND));

        Wait wait = views.expect(List.of(2), 5 * SECOND, view -> view.online() == 1);

        assertThat(views.await(wait, Duration.ofSeconds(60)).seconds().last()).isZero();
    }

    @Test
    void newsAreWhatIsNotOlderThanTheMoment() throws InterruptedException {
        views.accept(change(0, State.ONLINE, 99.9, SECOND));
        Wait wait = views.expect(List.of(0), SECOND, view -> view.hasNews("n", 100));
        views.accept(change(0, State.ONLINE, 100, 2 * SECOND));

        assertThat(views.await(wait, Duration.ofSeconds(60)).seconds().last()).isEqualTo(1.0);
    }

    @Test
    void whoStartsAnewShowsNothing() throws InterruptedException {
        views.accept(change(0, State.ONLINE, 0, SECOND));
        views.forget(0);
        Wait wait = views.expect(List.of(0), SECOND, view -> view.alive() == 0);

        assertThat(views.await(wait, Duration.ofSeconds(60)).never()).isEmpty();
        assertThat(views.since(0)).hasSize(1);
        assertThat(views.since(views.mark())).isEmpty();
    }

    private static Change change(int observer, State state, double epochSeconds, long nanos) {
        return new Change(observer, "id", "n", state, epochSeconds, nanos, "");
    }
}
