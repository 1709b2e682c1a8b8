package org.corelink.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.gossip.MemberState;

/** The cells that tell who a machine is and how it is. */
final class NodeCells {
    /** Digits of an id that tell apart two machines of one name: of 254, two have the same once in 500 clusters. */
    private static final int ID_DIGITS = 6;

    /** In queries: a machine that exists in a simulation only. */
    private static final String SIMULATED = "simulated";

    /** In queries: a machine that nobody vouches for, in a cluster where others are vouched for. */
    private static final String UNVERIFIED = "unverified";

    /** What the state means to searching; sorts by how much a machine needs a look. */
    static final Meaning.Words STATES = new Meaning.Words(
            row -> words(row.node()),
            Stream.concat(Arrays.stream(MemberState.values()).map(NodeCells::word), Stream.of(SIMULATED, UNVERIFIED))
                    .toList(),
            row -> severity(row.node()));

    private NodeCells() {}

    private static List<String> words(NodeView node) {
        return Stream.of(
                        Optional.of(word(node.membership())),
                        Optional.of(SIMULATED).filter(_ -> node.state().simulated()),
                        Optional.of(UNVERIFIED).filter(_ -> node.unverified()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String word(MemberState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** {@code "gpu-07"}; {@code "gpu-07 · 3fa2b1"} where another machine has that name too. The whole id is its hint. */
    static Cell name(NodeView node) {
        String mark = node.nameTaken() ? " · " + mark(node) : "";
        return Cell.of(node.name() + mark).withHint(whoIs(node));
    }

    private static String mark(NodeView node) {
        String id = node.id().value();
        return hasNoId(node) ? node.address() : id.substring(0, Math.min(ID_DIGITS, id.length()));
    }

    private static String whoIs(NodeView node) {
        String id = hasNoId(node) ? "no id" : "id " + node.id();
        return id + (node.self() ? ", this machine" : ", " + node.address());
    }

    /** A machine of 0.01.x is known by its name alone. */
    private static boolean hasNoId(NodeView node) {
        return node.id().value().equals(node.name());
    }

    /** The word for its state and what else there is to say; its hint is the reason. */
    static Cell state(NodeView node) {
        StringBuilder text = new StringBuilder(word(node));
        if (node.state().simulated()) {
            text.append(", ").append(SIMULATED);
        }
        if (node.unverified()) {
            text.append(", ").append(UNVERIFIED);
        }
        if (node.nameTaken()) {
            text.append(" – name taken twice");
        }
        String problem = node.state().gpuProblem();
        // A machine without any GPU tells why in the model's column.
        if (problem != null && !node.state().gpus().isEmpty()) {
            text.append(" – ").append(problem);
        }
        return Cell.of(text.toString()).withHint(node.reason());
    }

    /** The evidence belongs to the verdict; of the other states the word says enough. */
    private static String word(NodeView node) {
        return switch (node.membership()) {
            case ONLINE -> "online";
            case SUSPECT -> "suspect – no answer";
            case DOWN -> "down – " + node.reason();
            case STALE -> "stale";
            case LEFT -> "left";
        };
    }

    /** How much it needs a look: sorts the state's column. */
    static double severity(NodeView node) {
        double rank =
                switch (node.membership()) {
                    case ONLINE -> 0;
                    case LEFT -> 1;
                    case SUSPECT -> 2;
                    case STALE -> 3;
                    case DOWN -> 4;
                };
        return node.membership() != MemberState.LEFT && node.isInTrouble() ? rank + 0.5 : rank;
    }
}
