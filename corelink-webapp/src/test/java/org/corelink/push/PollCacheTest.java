package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollCacheTest {
    private final PollCache cache = new PollCache("stream"::equals);

    @Test
    void pageWhoseChannelStaysOpenIsNothingKeptFor() {
        cache.cacheCandidate("channel", "stream");
        assertThat(cache.activeClients()).isEmpty();
    }

    @Test
    void pageThatPollsIsKeptWhatComesMeanwhile() {
        cache.cacheCandidate("channel", "poll");
        assertThat(cache.activeClients()).containsOnlyKeys("poll");
    }
}
