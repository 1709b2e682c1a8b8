package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long LIVE = 30L * 1024 * 1024;

    private long size = 3 * LIVE;
    private int collections;

    private final HeapWatch watch = new HeapWatch(() -> size, () -> {
        collections++;
        size = LIVE;
    });

    @Test
    void whatTheStartHasLeftIsGivenBackOnce() {
        watch.look();
        watch.look();
        assertThat(collections).isOne();
    }

    @Test
    void heapThatHasGrownIsCollectedAndOneThatHasNotIsLeftAlone() {
        watch.look();
        size = LIVE + HeapWatch.GROWTH_BYTES - 1;
        watch.look();
        assertThat(collections).isOne();
        size = LIVE + HeapWatch.GROWTH_BYTES;
        watch.look();
        assertThat(collections).isEqualTo(2);
    }
}
