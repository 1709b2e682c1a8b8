package org.corelink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Summary;
import org.corelink.gossip.Condition;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final ResourceBundle messages = ResourceBundle.getBundle("org.corelink.page.messages", Locale.ROOT);

    @Test
    void everyConditionHasItsWords() {
        for (Condition condition : Condition.values()) {
            ClusterPage.Limit limit = new ClusterPage.Limit(condition.name().toLowerCase(Locale.ROOT), true);
            assertThat(messages.containsKey(limit.label())).as(limit.label()).isTrue();
        }
    }

    @Test
    void everyFigureHasItsLabel() {
        assertThat(Summary.of(ClusterView.EMPTY).keySet())
                .allMatch(figure -> messages.containsKey("summary." + figure));
    }
}
