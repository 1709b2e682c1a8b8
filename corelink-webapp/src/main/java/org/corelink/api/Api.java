package org.corelink.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.corelink.api.EventQuery.InvalidException;
import org.corelink.api.metrics.ClusterMetrics;
import org.corelink.api.metrics.MetricsText;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.history.NodeHistory;
import org.corelink.cluster.query.RowSelection;
import org.corelink.gossip.NodeId;

/** Maps each call of a program to its answer. Pure but for what it is given; any thread. */
public final class Api {
    /** The stream of changes; its answer is only the beginning of it. */
    public static final String STREAM = "/api/v1/stream";

    private static final String ONLY = "only";
    private static final String EVENTS = "events";

    static final String EVENT_STREAM = "text/event-stream";
    private static final String ROWS = "/api/v1/rows";
    private static final String ALLOW = "GET, HEAD, OPTIONS";
    private static final List<String> JSON = List.of(Answer.JSON);
    private static final byte[] NOTHING = new byte[0];

    private final Supplier<Snapshot> snapshots;
    private final Function<NodeId, NodeHistory> histories;
    private final Documents documents;
    private final List<Route> routes;

    /**
     * An API that tells what {@code snapshots} gives.
     *
     * @param histories the last hour of each machine
     * @param documents the files that it hands out
     */
    public Api(Supplier<Snapshot> snapshots, Function<NodeId, NodeHistory> histories, Documents documents) {
        this.snapshots = snapshots;
        this.histories = histories;
        this.documents = documents;
        routes = List.of(
                new Route("/api/v1/cluster", Set.of(), JSON, this::cluster),
                new Route("/api/v1/nodes/{id}", Set.of(), JSON, this::node),
                new Route("/api/v1/nodes/{id}/history", Set.of(), JSON, this::history),
                new Route(ROWS + ".json", RowSelection.PARAMETERS, JSON, this::rowsAsJson),
                new Route(ROWS + ".csv", RowSelection.PARAMETERS, List.of("text/csv"), this::rowsAsCsv),
                new Route("/api/v1/events", Set.of("after", "kind", "node", "limit"), JSON, this::events),
                new Route(STREAM, Set.of(ONLY), List.of(EVENT_STREAM), Api::stream),
                new Route("/api/v1/openapi.json", Set.of(), JSON, this::openApi),
                new Route("/api/v1/grafana-dashboard.json", Set.of(), JSON, this::dashboard),
                new Route(
                        "/metrics",
                        Set.of(),
                        List.of(MetricsText.PROMETHEUS.mediaType(), MetricsText.OPEN_METRICS.mediaType()),
                        this::metrics),
                new Route("/healthz", Set.of(), List.of("text/plain"), (_, _, _) -> Answer.line("ok")),
                new Route("/readyz", Set.of(), List.of("text/plain"), this::ready));
    }

    List<Route> routes() {
        return routes;
    }

    /** The answer to the call. Never throws on what a client can send. */
    public Answer answer(Call call) {
        for (Route route : routes) {
            Optional<String> segment = route.match(call.path());
            if (segment.isPresent()) {
                return answer(route, call, segment.get());
            }
        }
        return Problem.UNKNOWN_RESOURCE.answer(
                "There is nothing at " + call.path() + ". What there is, is told by /api/v1/openapi.json.");
    }

    private static Answer answer(Route route, Call call, String segment) {
        if (call.method().equals("OPTIONS")) {
            return Answer.of(204, "text/plain", NOTHING).with("Allow", ALLOW);
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return Problem.METHOD_NOT_ALLOWED
                    .answer("It can only be read, by GET or HEAD.")
                    .with("Allow", ALLOW);
        }
        for (Map.Entry<String, List<String>> parameter : call.parameters().entrySet()) {
            if (!route.parameters().contains(parameter.getKey())) {
                return Problem.INVALID_PARAMETER.answer("There is no parameter \"" + parameter.getKey() + "\" here, "
                        + known(route.parameters()) + ".");
            }
            if (parameter.getValue().size() > 1) {
                return Problem.INVALID_PARAMETER.answer("Give \"" + parameter.getKey() + "\" once only.");
            }
        }
        return Accept.best(call.accept(), route.types())
                .map(type -> route.resource().answer(call, type, segment))
                .orElseGet(() -> Problem.NOT_ACCEPTABLE.answer(
                        "It can be had as " + String.join(" or ", route.types()) + " only."));
    }

    private static String known(Set<String> parameters) {
        return parameters.isEmpty()
                ? "and no other"
                : "but " + String.join(", ", parameters.stream().sorted().toList());
    }

    private Answer cluster(Call call, String type, String segment) {
        Snapshot snapshot = snapshots.get();
        return Answer.of(200, type, ClusterJson.cluster(snapshot)).tagged(call, snapshot.viewTag());
    }

    private Answer node(Call call, String type, String id) {
        Snapshot snapshot = snapshots.get();
        return ofNode(
                id,
                snapshot,
                node -> Answer.of(200, type, ClusterJson.node(snapshot, node)).tagged(call, snapshot.viewTag()));
    }

    private Answer history(Call call, String type, String id) {
        Snapshot snapshot = snapshots.get();
        return ofNode(id, snapshot, node -> {
            NodeHistory history = histories.apply(node.id());
            return Answer.of(200, type, HistoryJson.of(history)).tagged(call, snapshot.tag(history.step()));
        });
    }

    private static Answer ofNode(String id, Snapshot snapshot, Function<NodeView, Answer> answer) {
        return snapshot.view().nodes().stream()
                .filter(node -> node.id().value().equals(id))
                .findFirst()
                .map(answer)
                .orElseGet(() -> Problem.UNKNOWN_NODE.answer("No machine of the cluster has the id " + id
                        + ". The ids are those of /api/v1/cluster; a machine that has been silent for long is"
                        + " forgotten."));
    }

    private Answer rowsAsJson(Call call, String type, String segment) {
        return rows(call, "json", export -> Answer.of(200, type, export.json()));
    }

    private Answer rowsAsCsv(Call call, String type, String segment) {
        return rows(call, "csv", export -> Answer.of(200, type + ";charset=UTF-8;header=present", export.csv()));
    }

    private Answer rows(Call call, String format, Function<RowExport, Answer> answer) {
        RowSelection.Reading reading = RowSelection.read(call::parameter);
        if (!reading.faults().isEmpty()) {
            return Problem.INVALID_PARAMETER.answer(String.join(". ", reading.faults()) + ".");
        }
        Snapshot snapshot = snapshots.get();
        return answer.apply(RowExport.of(snapshot, reading.selection()))
                .with("Content-Disposition", "attachment; filename=\"corelink-rows." + format + "\"")
                .tagged(call, snapshot.viewTag());
    }

    private Answer events(Call call, String type, String segment) {
        Snapshot snapshot = snapshots.get();
        try {
            EventQuery query = EventQuery.of(call, snapshot.events());
            return Answer.of(200, type, ClusterJson.events(snapshot, query.in(snapshot.events())))
                    .tagged(call, snapshot.eventTag());
        } catch (InvalidException e) {
            return Problem.INVALID_PARAMETER.answer(e.getMessage() + ".");
        }
    }

    /** Whether a call of the stream asks for events alone. */
    public static boolean isOfEventsOnly(Call call) {
        return call.parameter(ONLY).filter(EVENTS::equals).isPresent();
    }

    private static Answer stream(Call call, String type, String segment) {
        if (call.parameter(ONLY).isPresent() && !isOfEventsOnly(call)) {
            return Problem.INVALID_PARAMETER.answer("only can be " + EVENTS + "; without it, all changes are told.");
        }
        return Answer.of(200, type + ";charset=UTF-8", NOTHING);
    }

    private Answer openApi(Call call, String type, String segment) {
        return Answer.of(200, type, documents.openApi()).tagged(call, documents.tag());
    }

    private Answer dashboard(Call call, String type, String segment) {
        return Answer.of(200, type, documents.dashboard()).tagged(call, documents.tag());
    }

    private Answer metrics(Call call, String type, String segment) {
        MetricsText format =
                type.equals(MetricsText.OPEN_METRICS.mediaType()) ? MetricsText.OPEN_METRICS : MetricsText.PROMETHEUS;
        return Answer.of(200, format.contentType(), format.write(ClusterMetrics.of(snapshots.get())));
    }

    private Answer ready(Call call, String type, String segment) {
        return Readiness.missing(snapshots.get())
                .map(missing -> Problem.NOT_READY.answer(missing).with("Retry-After", "1"))
                .orElseGet(() -> Answer.line("ready"));
    }
}
