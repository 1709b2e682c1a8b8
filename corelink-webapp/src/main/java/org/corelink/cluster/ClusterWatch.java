package org.corelink.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.node.NodeState;
import org.jspecify.annotations.Nullable;

/**
 * Holds the newest {@link ClusterView}: gossip and the sampler write, pages and push read. Any thread; readers never
 * wait.
 */
public final class ClusterWatch implements GossipListener {
    private static final System.Logger LOG = System.getLogger(ClusterWatch.class.getName());

    private final NodeId self;
    private final String name;
    private final Mode mode;
    private final Function<Member, Optional<NodeState>> decoder;
    private final Runnable onChange;

    /** Of the members seen last. Used by the gossip thread only. */
    private Map<NodeId, Payload> inventories = Map.of();

    private final AtomicReference<ClusterView> view = new AtomicReference<>(ClusterView.EMPTY);

    /**
     * A watch that knows nothing yet.
     *
     * @param self id of this machine
     * @param name its name
     * @param mode which formats of gossip it speaks
     * @param decoder reads what other machines say; empty for what it cannot read
     * @param onChange called after each change on the writer's thread; must return at once
     */
    public ClusterWatch(
            NodeId self, String name, Mode mode, Function<Member, Optional<NodeState>> decoder, Runnable onChange) {
        this.self = self;
        this.name = name;
        this.mode = mode;
        this.decoder = decoder;
        this.onChange = onChange;
    }

    /** The newest view. */
    public ClusterView view() {
        return view.get();
    }

    /** This machine has looked at itself. */
    public void onSelf(NodeState state) {
        NodeView node = new NodeView(
                self,
                name,
                false,
                MemberState.ONLINE,
                "it serves this console",
                true,
                false,
                "",
                System.nanoTime(),
                state);
        update(current -> current.withSelf(node));
    }

    @Override
    public void onChange(MembershipView members, List<MembershipEvent> events) {
        for (MembershipEvent event : events) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} ({1}) {2}: {3}",
                    event.name(),
                    event.node(),
                    event.getClass().getSimpleName(),
                    event.reason());
        }
        update(current -> current.withOthers(nodesOf(members, current), members.conditions()));
        inventories = inventoriesOf(members);
    }

    private List<NodeView> nodesOf(MembershipView members, ClusterView current) {
        Map<NodeId, NodeView> known = current.byId();
        Map<NodeId, Payload> before = inventories;
        return members.members().stream()
                .flatMap(member ->
                        nodeOf(member, sameInventory(member, before) ? known.get(member.id()) : null).stream())
                .toList();
    }

    /** An inventory comes apart from the heartbeats. */
    private static boolean sameInventory(Member member, Map<NodeId, Payload> before) {
        return member.inventory().equals(before.getOrDefault(member.id(), Payload.NONE));
    }

    private static Map<NodeId, Payload> inventoriesOf(MembershipView members) {
        return members.members().stream()
                .filter(member -> member.inventory().length() > 0)
                .collect(Collectors.toUnmodifiableMap(Member::id, Member::inventory));
    }

    /** Keeps the very object of a machine that has said nothing new: what compares views stops at the same one. */
    private Optional<NodeView> nodeOf(Member member, @Nullable NodeView before) {
        if (before != null && before.heardNanos() == member.heardNanos()) {
            NodeView now = nodeOf(member, before.nameTaken(), before.state());
            return Optional.of(now.equals(before) ? before : now);
        }
        return decoder.apply(member).map(state -> nodeOf(member, false, state));
    }

    private NodeView nodeOf(Member member, boolean nameTaken, NodeState state) {
        return new NodeView(
                member.id(),
                member.name(),
                nameTaken,
                member.state(),
                member.reason(),
                false,
                mode == Mode.MIXED && member.format() == Format.OPEN,
                member.address().getHostAddress(),
                member.heardNanos(),
                state);
    }

    private void update(UnaryOperator<ClusterView> change) {
        view.updateAndGet(change);
        onChange.run();
    }
}
