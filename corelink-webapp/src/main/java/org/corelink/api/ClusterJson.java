package org.corelink.api;

import java.util.List;
import java.util.Map;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.event.ClusterEvent;
import org.corelink.cluster.event.EventKind;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;

/** The one place that turns a view of the cluster, and its events, into JSON. */
public final class ClusterJson {
    private ClusterJson() {}

    /** The whole cluster. */
    public static byte[] cluster(Snapshot snapshot) {
        return Fields.document(json -> {
            head(json, snapshot);
            json.objects("nodes", snapshot.view().nodes(), (fields, node) -> NodeJson.write(fields, node, snapshot));
        });
    }

    /** One machine, with the revision of the view that it stands in. */
    static byte[] node(Snapshot snapshot, NodeView node) {
        return Fields.document(json -> {
            json.number("revision", snapshot.view().revision());
            NodeJson.write(json, node, snapshot);
        });
    }

    /**
     * What leads from one view to that of the snapshot: machines that are new or have changed, whole, and the ids of
     * those that are gone.
     */
    public static byte[] delta(ClusterView from, Snapshot snapshot) {
        Map<NodeId, NodeView> before = from.byId();
        Map<NodeId, NodeView> after = snapshot.view().byId();
        List<NodeView> changed = snapshot.view().nodes().stream()
                .filter(node -> !node.equals(before.get(node.id())))
                .toList();
        List<String> removed = from.nodes().stream()
                .map(NodeView::id)
                .filter(id -> !after.containsKey(id))
                .map(NodeId::value)
                .toList();
        return Fields.document(json -> {
            json.number("from", from.revision());
            head(json, snapshot);
            json.objects("nodes", changed, (fields, node) -> NodeJson.write(fields, node, snapshot))
                    .texts("removed", removed);
        });
    }

    /** The events with a greater number than this one, the oldest first. */
    public static byte[] eventsAfter(Snapshot snapshot, long number) {
        return events(
                snapshot,
                snapshot.events().events().stream()
                        .filter(event -> event.number() > number)
                        .toList());
    }

    /** No event, but how far they are: the newest has this number. */
    public static byte[] position(Snapshot snapshot, long number) {
        return events(snapshot, number, List.of());
    }

    /** The given events, the oldest first. */
    static byte[] events(Snapshot snapshot, List<ClusterEvent> events) {
        return events(snapshot, snapshot.events().last(), events);
    }

    private static byte[] events(Snapshot snapshot, long last, List<ClusterEvent> events) {
        return Fields.document(json -> json.number("revision", last)
                .number("oldest", oldest(snapshot))
                .objects("events", events, ClusterJson::event));
    }

    private static Long oldest(Snapshot snapshot) {
        List<ClusterEvent> kept = snapshot.events().events();
        return kept.isEmpty() ? 0L : kept.getFirst().number();
    }

    private static void event(Fields json, ClusterEvent event) {
        json.number("id", event.number())
                .text("time", event.time().toString())
                .text("kind", event.news().kind().word())
                .text("node", event.news().node().value())
                .text("host", event.news().host())
                .text("reason", event.news().reason())
                .text(
                        "evidence",
                        event.news().kind() == EventKind.DOWN ? event.news().reason() : null)
                .number("count", event.news().count());
        if (!event.news().gpus().isEmpty()) {
            json.numbers("gpus", event.news().gpus());
        }
    }

    private static void head(Fields json, Snapshot snapshot) {
        ClusterView view = snapshot.view();
        json.number("revision", view.revision())
                .object("cluster", fields -> summary(fields, snapshot))
                .text("self", view.self().map(node -> node.id().value()).orElse(null));
    }

    /** The cluster in a few numbers. */
    static void summary(Fields json, Snapshot snapshot) {
        ClusterView view = snapshot.view();
        json.text("boot", snapshot.release().boot())
                .text("version", snapshot.release().version())
                .texts(
                        "limits",
                        view.conditions().stream().sorted().map(Words::of).toList())
                .number("nodeCount", view.nodes().size())
                .object("nodesByState", fields -> {
                    for (MemberState state : MemberState.values()) {
                        fields.number(Words.of(state), count(view, state));
                    }
                })
                .number(
                        "gpuCount",
                        view.nodes().stream()
                                .filter(Snapshot::isLive)
                                .mapToInt(node -> node.state().gpus().size())
                                .sum());
    }

    static long count(ClusterView view, MemberState state) {
        return view.nodes().stream().filter(node -> node.membership() == state).count();
    }
}
