package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.corelink.cluster.Cell;
import org.corelink.cluster.ClusterWatch;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Row;
import org.corelink.cluster.event.EventLog;
import org.corelink.cluster.event.EventWatch;
import org.corelink.cluster.machine.FactGroup;
import org.corelink.cluster.machine.GpuSheet;
import org.corelink.cluster.machine.MachineSheet;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.corelink.gpu.GpuReading;
import org.corelink.node.Attention;
import org.jspecify.annotations.Nullable;

/** The page of one machine, {@code machine.xhtml?id=ID}: all that is known of it. Shows one view, like every page. */
@Named
@RequestScoped
public class MachinePage {
    /** Most events that are listed. */
    static final int EVENTS = 50;

    private static final ZoneId ZONE = ZoneId.systemDefault();

    private final @Nullable String asked;
    private final @Nullable NodeView node;
    private final MachineSheet sheet;
    private final List<EventLine> events;
    private final long silentMillis;

    /** For the container's proxy only. */
    protected MachinePage() {
        asked = null;
        node = null;
        sheet = MachineSheet.NONE;
        events = List.of();
        silentMillis = 0;
    }

    /** The page as of now. */
    @Inject
    public MachinePage(
            HttpServletRequest request,
            ClusterWatch watch,
            EventWatch events,
            GossipStatus gossip,
            Attention attention) {
        this(request.getParameter("id"), watch.view().nodes(), events.log(), gossip.interfaces(), System.nanoTime());
        attract(attention, System.nanoTime());
    }

    MachinePage(@Nullable String asked, List<NodeView> nodes, EventLog log, List<String> ownAddresses, long nowNanos) {
        this.asked = asked;
        Optional<NodeView> found =
                nodes.stream().filter(each -> each.id().value().equals(asked)).findFirst();
        node = found.orElse(null);
        silentMillis = found.map(known -> TimeUnit.NANOSECONDS.toMillis(Math.max(0, nowNanos - known.heardNanos())))
                .orElse(0L);
        sheet = found.map(known ->
                        MachineSheet.of(known, known.self() ? ownAddresses : List.of(known.address()), silentMillis))
                .orElse(MachineSheet.NONE);
        events = found.map(known -> eventsOf(known.id(), log)).orElse(List.of());
    }

    /** The page of the machine that serves it is looked at: it is to be fresh. */
    final void attract(Attention attention, long nowNanos) {
        if (node != null && node.self()) {
            attention.look(nowNanos);
        }
    }

    private static List<EventLine> eventsOf(NodeId id, EventLog log) {
        return log.events().reversed().stream()
                .filter(event -> event.news().node().equals(id))
                .limit(EVENTS)
                .map(event -> new EventLine(event, true, ZONE))
                .toList();
    }

    /** Gives the answer its status, before anything of the page is written. */
    public void answer() {
        if (!isKnown()) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Whether there is such a machine. */
    public boolean isKnown() {
        return node != null;
    }

    /** The id that was asked for; empty where there is none, or what was given can be none. */
    public String getAsked() {
        return asked != null && NodeId.isValid(asked) ? asked : "";
    }

    private NodeView node() {
        return Objects.requireNonNull(node, "a page of no machine shows nothing of it");
    }

    private Cell cell(Column column) {
        return column.cell(
                new Row(node(), node().state().gpus().stream().findFirst().orElse(null)));
    }

    /** Its id. */
    public String getId() {
        return node().id().value();
    }

    /** Its name, with a mark where another machine has the same. */
    public String getName() {
        return cell(Column.NODE).text();
    }

    /** How current all this is, in words. */
    public String getState() {
        return cell(Column.STATE).text();
    }

    /** Class for the style sheet, by its state. */
    public String getStyleClass() {
        String state = "is-" + node().membership().name().toLowerCase(Locale.ROOT);
        return isLive() && node().isInTrouble() ? state + " in-trouble" : state;
    }

    /** Whether it is the machine that serves this page. */
    public boolean isSelf() {
        return node().self();
    }

    /** Whether it exists only in a simulation. */
    public boolean isSimulated() {
        return node().state().simulated();
    }

    /** Whether its values hold now; else they are the last that are known. */
    public boolean isLive() {
        return node().membership() == MemberState.ONLINE;
    }

    /** How long ago it was heard. */
    public String getSeen() {
        return TimeUnit.MILLISECONDS.toSeconds(silentMillis) + " s";
    }

    /** The values of the machine as a whole. */
    public List<FactGroup> getGroups() {
        return sheet.groups();
    }

    /** Its GPUs. */
    public List<GpuSheet> getGpus() {
        return sheet.gpus();
    }

    /** How old their readings are. */
    public String getAgeOfGpus() {
        return Objects.requireNonNullElse(MachineSheet.ageOfGpus(node(), silentMillis), Cell.UNKNOWN.text());
    }

    /** Whether any GPU tells its processes. */
    public boolean isProcessesKnown() {
        return sheet.gpus().stream().anyMatch(GpuSheet::processesKnown);
    }

    /** Whether any process is told of. */
    public boolean isProcessesRunning() {
        return sheet.gpus().stream().anyMatch(gpu -> !gpu.processes().isEmpty());
    }

    /** What has happened to it, the newest first. */
    public List<EventLine> getEvents() {
        return events;
    }

    /** The zone in which times are told. */
    public String getZone() {
        return ZONE.getDisplayName(TextStyle.SHORT, Locale.ROOT);
    }

    /** What the scale of the memory's plot ends at, MiB; 0 where no GPU tells. */
    public int getMostMemory() {
        return most(GpuReading::memoryTotalMiB);
    }

    /** What the scale of the power's plot ends at, W; 0 where no GPU tells. */
    public int getMostPower() {
        return most(GpuReading::powerLimitWatts);
    }

    private int most(Function<GpuReading, @Nullable Integer> value) {
        Stream<@Nullable Integer> values = node().state().gpus().stream().map(gpu -> value.apply(gpu.reading()));
        return values.filter(Objects::nonNull).mapToInt(Integer::intValue).max().orElse(0);
    }
}
