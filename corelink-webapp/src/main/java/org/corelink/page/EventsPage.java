package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.ClusterWatch;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.event.EventKind;
import org.corelink.cluster.event.EventLog;
import org.corelink.cluster.event.EventSlice;
import org.corelink.cluster.event.EventWatch;
import org.corelink.gossip.NodeId;

/**
 * What has happened. The address carries everything that is asked for, so that it can be shared, and so that events.js
 * shows what is new by asking for the same address again.
 */
@Named
@RequestScoped
public class EventsPage {
    /** Most events on one page. */
    static final int SIZE = 50;

    private final EventLog log;
    private final ClusterView view;
    private final ZoneId zone;
    private final EventSearch search;
    private final EventSlice slice;

    /** For the container's proxy only. */
    protected EventsPage() {
        this(EventLog.EMPTY, ClusterView.EMPTY, Map.of(), ZoneOffset.UTC);
    }

    /** The page as of now. */
    @Inject
    public EventsPage(EventWatch events, ClusterWatch watch, HttpServletRequest request) {
        this(events.log(), watch.view(), request.getParameterMap(), ZoneId.systemDefault());
    }

    /** The page of these, for these parameters. Pure. */
    EventsPage(EventLog log, ClusterView view, Map<String, String[]> parameters, ZoneId zone) {
        this.log = log;
        this.view = view;
        this.zone = zone;
        search = EventSearch.of(parameters, zone);
        slice = EventSlice.of(search.filter().of(log), search.before(), SIZE);
    }

    /** Before the page is rendered: an address that makes no sense is answered with the status that says so. */
    public void onRender() {
        if (!search.mistakes().isEmpty()) {
            FacesContext.getCurrentInstance()
                    .getExternalContext()
                    .setResponseStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /** Number of the newest event that there is, shown or not. */
    public long getLast() {
        return log.last();
    }

    /** The lines, the newest first. */
    public List<EventLine> getLines() {
        Set<NodeId> known = view.nodes().stream().map(NodeView::id).collect(Collectors.toUnmodifiableSet());
        return slice.events().stream()
                .map(event -> new EventLine(event, known.contains(event.news().node()), zone))
                .toList();
    }

    /** What was asked for, by name; what was not is absent. */
    public Map<String, String> getGiven() {
        return search.given();
    }

    /** Keys of what is wrong with that, in the message bundle. */
    public List<String> getMistakes() {
        return search.mistakes();
    }

    /** The kinds to choose from. */
    public List<KindChoice> getKinds() {
        Stream<String> words = Stream.concat(
                Stream.of(EventSearch.TROUBLE),
                Arrays.stream(EventKind.values()).map(EventKind::word));
        return words.map(word -> new KindChoice(word, word.equals(search.given().get("kind"))))
                .toList();
    }

    /** Names of the machines to choose from. */
    public List<String> getMachines() {
        return view.nodes().stream().map(NodeView::name).distinct().toList();
    }

    /** The zone in which times are told and asked for. */
    public String getZone() {
        return zone.getDisplayName(TextStyle.SHORT, Locale.ROOT);
    }

    /** Whether there is nothing to see, and not because of a filter. */
    public boolean isQuiet() {
        return slice.total() == 0 && !search.isFiltered();
    }

    /** How many events there are. */
    public int getTotal() {
        return slice.total();
    }

    /** Place of the first that is shown, from 1. */
    public int getFirst() {
        return slice.events().isEmpty() ? 0 : slice.newer() + 1;
    }

    /** Place of the last that is shown. */
    public int getLastShown() {
        return slice.newer() + slice.events().size();
    }

    /** Whether there is a page of newer events. */
    public boolean isNewer() {
        return slice.hasNewer();
    }

    /** Whether there is a page of older events. */
    public boolean isOlder() {
        return slice.older().isPresent();
    }

    /** Address of the newest events. */
    public String getNewestAddress() {
        return search.address(OptionalLong.empty());
    }

    /** Address of the older events. */
    public String getOlderAddress() {
        return search.address(slice.older());
    }

    /**
     * A kind to choose.
     *
     * @param word its word in the address
     * @param chosen whether it is
     */
    public record KindChoice(String word, boolean chosen) {
        /** Key of its label in the message bundle. */
        public String label() {
            return "event." + word;
        }
    }
}
