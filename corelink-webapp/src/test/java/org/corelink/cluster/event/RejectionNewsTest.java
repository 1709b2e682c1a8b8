package org.corelink.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.Views;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;

class RejectionNewsTest {
    private RejectionNews rejections = RejectionNews.NONE;

    private List<News> look(Duration now, RejectReason reason, long count) {
        List<News> news = new ArrayList<>();
        rejections = rejections.after(Views.node("self"), Map.of(reason, count), now.toNanos(), news);
        return news;
    }

    @Test
    void firstOneIsToldAtOnceWithItsReason() {
        assertThat(look(Duration.ZERO, RejectReason.BAD_SIGNATURE, 3))
                .singleElement()
                .satisfies(news -> {
                    assertThat(news.kind()).isEqualTo(EventKind.DATAGRAMS_REJECTED);
                    assertThat(news.reason()).isEqualTo("bad signature");
                    assertThat(news.count()).isEqualTo(3);
                });
    }

    @Test
    void floodIsToldEverMoreSeldom() {
        long told = 0;
        long counted = 0;
        for (int second = 0; second < 86_400; second++) {
            for (News news : look(Duration.ofSeconds(second), RejectReason.FORGED, 1_000L * (second + 1))) {
                told++;
                counted += news.count();
            }
        }
        assertThat(told).isLessThan(32);
        assertThat(counted).isGreaterThan(82_000_000);
    }

    @Test
    void afterAQuietPauseTheNextOneIsToldAtOnce() {
        look(Duration.ZERO, RejectReason.MALFORMED, 1);
        assertThat(look(Duration.ofSeconds(30), RejectReason.MALFORMED, 1)).isEmpty();
        assertThat(look(Duration.ofSeconds(61), RejectReason.MALFORMED, 1)).isEmpty();
        assertThat(look(Duration.ofSeconds(62), RejectReason.MALFORMED, 2)).hasSize(1);
    }

    @Test
    void whatAHealthyNetworkBringsIsNoNews() {
        assertThat(look(Duration.ZERO, RejectReason.NOT_NEWER, 100)).isEmpty();
    }
}
