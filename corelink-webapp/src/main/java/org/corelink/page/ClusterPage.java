package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.ClusterWatch;
import org.corelink.cluster.Summary;
import org.corelink.cluster.query.RowSelection;
import org.corelink.gossip.Condition;
import org.jspecify.annotations.Nullable;

/** The start page: all machines and GPUs. Every part of one response shows the same view. */
@Named
@RequestScoped
public class ClusterPage {
    private static final String VIEW = "view";
    private static final String MAP = "map";

    /** So many rows of the table can be read on a wall: see kiosk.js. */
    private static final int ROWS_ON_A_WALL = 12;

    private final @Nullable ConsoleFacts facts;
    private final ClusterView view;
    private final ClusterTable table;
    private final boolean map;

    /** For the container's proxy only. */
    protected ClusterPage() {
        facts = null;
        view = ClusterView.EMPTY;
        table = ClusterTable.of(view, _ -> Optional.empty(), 0);
        map = false;
    }

    /** The page as of now. On a wall, trouble comes first, and what is too much for a table that can be read is a map. */
    @Inject
    public ClusterPage(ConsoleFacts facts, ClusterWatch watch, PageFrame frame, HttpServletRequest request) {
        this.facts = facts;
        this.view = watch.view();
        boolean wall = frame.isKiosk();
        this.table = ClusterTable.of(
                view,
                name -> parameter(request, name)
                        .or(() -> wall && name.equals(RowSelection.TROUBLE)
                                ? Optional.of(RowSelection.FIRST)
                                : Optional.empty()),
                System.nanoTime());
        String chosen = request.getParameter(VIEW);
        this.map = MAP.equals(chosen) || (chosen == null && wall && table.getShown() > ROWS_ON_A_WALL);
    }

    /** A parameter that is given several times, as by boxes that are ticked, is a list. */
    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameterValues(name)).map(values -> String.join(",", values));
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

    /** The table: filtered, sorted and cut to the page on the server. */
    public ClusterTable getTable() {
        return table;
    }

    /** Whether the map is wanted instead. */
    public boolean isMap() {
        return map;
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
