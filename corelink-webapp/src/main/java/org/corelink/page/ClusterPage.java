package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.ClusterWatch;
import org.corelink.cluster.Summary;
import org.corelink.gossip.Condition;
import org.jspecify.annotations.Nullable;

/** The start page: all machines and GPUs. Every part of one response shows the same view. */
@Named
@RequestScoped
public class ClusterPage {
    private final @Nullable ConsoleFacts facts;
    private final ClusterView view;
    private final ClusterRows rows;

    /** For the container's proxy only. */
    protected ClusterPage() {
        facts = null;
        view = ClusterView.EMPTY;
        rows = new ClusterRows(view);
    }

    /** The page as of now. */
    @Inject
    public ClusterPage(ConsoleFacts facts, ClusterWatch watch) {
        this.facts = facts;
        this.view = watch.view();
        this.rows = new ClusterRows(view);
    }

    /** Tells this run of the server from the next. */
    public String getBoot() {
        return Objects.requireNonNull(facts).boot();
    }

    /** Revision of the view that the page shows. */
    public long getRevision() {
        return view.revision();
    }

    /** The figures of the strip, in order. */
    public List<Figure> getSummary() {
        return Summary.of(view).entrySet().stream()
                .map(figure -> new Figure(figure.getKey(), "summary." + figure.getKey(), figure.getValue()))
                .toList();
    }

    /** All that can limit what this machine knows, in order; live.js shows those that hold. */
    public List<Limit> getLimits() {
        return Arrays.stream(Condition.values())
                .map(condition -> new Limit(
                        condition.name().toLowerCase(Locale.ROOT),
                        view.conditions().contains(condition)))
                .toList();
    }

    /** The lines of the table, sorted and cut to the page on the server. */
    public ClusterRows getRows() {
        return rows;
    }

    /**
     * One figure of the strip.
     *
     * @param key its name in messages
     * @param label key of its label in the message bundle
     * @param text what it shows
     */
    public record Figure(String key, String label, String text) {}

    /**
     * A condition under which this machine cannot tell well who is there.
     *
     * @param key its name in messages
     * @param holds whether it is so now
     */
    public record Limit(String key, boolean holds) {
        /** Key of its words in the message bundle. */
        public String label() {
            return "condition." + key;
        }
    }
}
