package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.membership.Timing;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.jspecify.annotations.Nullable;

/** What must hold of the view of one run of a node after every event, whatever the network does. */
final class ViewRules {
    /** Whoever wakes from a pause reads what was true when it fell asleep. */
    private static final Duration WAKING = Duration.ofSeconds(1);

    /** How much earlier than by its last word a member may be removed, since its last words counted no more. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** A member's silence is judged at each turn; one turn of grace. */
    private static final Duration GRACE = Timing.RHYTHM.multipliedBy(2);

    /** So often is looked at all members, not only at those that changed. */
    private static final Duration LOOK = Timing.RHYTHM.multipliedBy(4);

    /** Silence of all that it asks after which a node doubts itself; one turn of grace. */
    private static final Duration ANSWERED = Timing.ISOLATED.plus(Timing.RHYTHM);

    /** Who spoke since then has not gone stale in this very turn. */
    private static final Duration SURELY_ALIVE =
            GossipConfig.lan("any").staleAfter().dividedBy(2);

    private static final Set<MemberState> ALIVE = EnumSet.of(MemberState.ONLINE, MemberState.SUSPECT);
    private static final Set<MemberState> KNOWN = EnumSet.allOf(MemberState.class);

    private final SimulatedNode node;
    private final Rules rules;
    private final Legible keys = new Legible();
    private final EventScheduler scheduler;
    private final Truth truth;

    /** The newest that was received of each source. */
    private final Map<Source, Heard> heard = new HashMap<>();

    /** When anything was last received of each node. */
    private final Map<NodeId, Long> signNanos = new HashMap<>();

    private final Map<NodeId, Member> shown = new HashMap<>();

    /** The states of the members as the events alone tell them. */
    private final Map<NodeId, MemberState> told = new HashMap<>();

    private final Map<NodeId, Long> downNanos = new HashMap<>();

    /** A node refutes in each format for itself. */
    private final Map<Told, Long> highestIncarnation = new HashMap<>();

    /** When this node was last answered or watched by anybody. */
    private long answeredNanos;

    private long revision;
    private long resumedNanos;
    private long missedNanos;
    private long lookedNanos;

    /** One run of a node as one format tells of it. */
    private record Source(NodeId node, int run, Format format) {}

    private record Heard(Said said, long atNanos) {}

    private record Told(NodeId node, Format format) {}

    ViewRules(SimulatedNode node, EventScheduler scheduler, Truth truth) {
        this.node = node;
        this.rules = new Rules(node, scheduler);
        this.scheduler = scheduler;
        this.truth = truth;
        this.resumedNanos = scheduler.nowNanos();
        this.lookedNanos = scheduler.nowNanos();
    }

    void onResume(Duration pause) {
        resumedNanos = scheduler.nowNanos();
        if (pause.compareTo(Timing.PAUSE) > 0) {
            missedNanos += pause.toNanos();
        }
    }

    /** Time without the pauses in which this node could hear nobody: the silence of others is no longer than that. */
    private long attentiveNanos() {
        return scheduler.nowNanos() - missedNanos;
    }

    void onReceive(Packet packet) {
        if (packet.sender() != null) {
            signNanos.put(packet.sender(), scheduler.nowNanos());
        }
        if (!packet.lane().isMulticast() && (packet.message() instanceof Ack || packet.message() instanceof Beat)) {
            answeredNanos = attentiveNanos();
        }
        boolean legible = keys.opens(packet);
        Said state = packet.said();
        if (state != null) {
            Source source = new Source(state.node(), state.run(), state.format());
            Heard known = heard.get(source);
            if (known == null || (legible && state.isLaterThan(known.said()))) {
                // Of a stranger's flood most is dropped unread; of a run that has ended nothing counts, once a later
                // one is heard.
                boolean inVain =
                        truth.isStranger(packet.from()) || truth.isOfFormerRun(state.node(), state.incarnation());
                heard.put(source, new Heard(state, known != null && inVain ? known.atNanos() : attentiveNanos()));
            }
        }
    }

    void onChange(MembershipView view, List<MembershipEvent> events) {
        rules.require(view.revision() == ++revision, "counts its views");
        events.forEach(this::checkEvent);
        Set<NodeId> ids = new HashSet<>();
        for (Member member : view.members()) {
            rules.require(ids.add(member.id()), "shows once", member.id());
            rules.require(
                    told.get(member.id()) == member.state(),
                    "tells how a member comes into its state",
                    member.name(),
                    member.state());
            Member before = shown.get(member.id());
            if (!isSame(member, before)) {
                checkMember(member);
                checkOrder(before, member);
                shown.put(member.id(), member);
            }
        }
        rules.require(told.keySet().equals(ids), "shows those whom its events tell of");
        rules.require(ids.size() <= node.config().maxMembers(), "keeps to the most members");
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged members are passed on; a full comparison is what this saves.
    private static boolean isSame(Member member, @Nullable Member before) {
        return member == before;
    }

    /** Nobody is shown who did not say exactly this, in this format and from there; and nobody is shown to himself. */
    private void checkMember(Member member) {
        rules.require(!member.id().equals(node.id()), "does not show itself");
        Said said = new Said(
                member.id(),
                SimulatedNode.runOf(member.reading()),
                member.format(),
                member.incarnation().orElse(0),
                member.sequence(),
                member.epochSeconds(),
                member.reading());
        rules.require(truth.wasSaid(said), "shows what was said", said);
        rules.require(
                truth.hadInventory(member.id(), member.inventory()), "shows only real inventories", member.name());
        rules.require(truth.mayBeHeardFrom(member.id(), member.address()), "shows only real addresses", member.name());
        Mode mode = node.config().mode();
        rules.require(
                mode.formats().contains(member.format()),
                "shows nobody by a format that it does not speak",
                member.format(),
                mode);
    }

    /** An earlier run never comes back, nor an earlier state of the same run, nor a format that is worth less. */
    private void checkOrder(@Nullable Member before, Member after) {
        long incarnation = after.incarnation().orElse(0);
        long highest = highestIncarnation.merge(new Told(after.id(), after.format()), incarnation, Math::max);
        rules.require(incarnation == highest, "shows no earlier incarnation of", after.name());
        if (before == null || before.format() != after.format()) {
            rules.require(
                    before == null || after.format() == Format.SEALED, "trusts nobody less than before", after.name());
            return;
        }
        if (!truth.isWithoutOrder(after.id())) {
            rules.require(
                    SimulatedNode.runOf(after.reading()) >= SimulatedNode.runOf(before.reading()),
                    "shows no earlier run of",
                    after.name());
        }
        if (!truth.isWithoutOrder(after.id()) && !after.inventory().equals(before.inventory())) {
            rules.require(
                    SimulatedNode.inventoryOf(after.inventory()) > SimulatedNode.inventoryOf(before.inventory()),
                    "shows no earlier inventory of",
                    after.name());
        }
        boolean sameRun = after.incarnation().isPresent() && after.incarnation().equals(before.incarnation());
        rules.require(!sameRun || after.sequence() >= before.sequence(), "shows no earlier state of", after.name());
    }

    private void checkEvent(MembershipEvent event) {
        NodeId id = event.node();
        switch (event) {
            case MembershipEvent.Joined _ ->
                rules.require(told.put(id, MemberState.ONLINE) == null, "tells once that a member joins", event.name());
            case MembershipEvent.Verified _ -> move(event, EnumSet.allOf(MemberState.class), MemberState.ONLINE);
            case MembershipEvent.Restarted _ -> move(event, KNOWN, MemberState.ONLINE);
            case MembershipEvent.Suspected _ -> move(event, EnumSet.of(MemberState.ONLINE), MemberState.SUSPECT);
            case MembershipEvent.Returned _ ->
                move(event, EnumSet.of(MemberState.SUSPECT, MemberState.DOWN, MemberState.STALE), MemberState.ONLINE);
            case MembershipEvent.WentDown _ -> {
                move(event, EnumSet.of(MemberState.ONLINE, MemberState.SUSPECT, MemberState.STALE), MemberState.DOWN);
                downNanos.put(id, scheduler.nowNanos());
                checkDown(event);
            }
            case MembershipEvent.WentStale _ -> {
                move(event, ALIVE, MemberState.STALE);
                checkStale(event);
            }
            case MembershipEvent.Left _ -> {
                move(event, EnumSet.complementOf(EnumSet.of(MemberState.LEFT)), MemberState.LEFT);
                rules.require(
                        truth.mayBeHeldForLeft(id) || isOfFormerRun(id), "shows as left only who left", event.name());
            }
            case MembershipEvent.Removed _ -> {
                rules.require(told.remove(id) != null, "tells once that a member is removed", event.name());
                checkSilence(event, node.config().removeAfter().minus(LAST_WORDS));
                shown.remove(id);
            }
            default -> {
                // Changes no state.
            }
        }
    }

    private void move(MembershipEvent event, Set<MemberState> from, MemberState to) {
        MemberState before = told.put(event.node(), to);
        rules.require(
                before != null && from.contains(before),
                "moves a member only as the protocol knows it",
                event,
                before,
                to);
    }

    /** Of a member that was down, the last words counted no more. */
    private void checkStale(MembershipEvent event) {
        Duration staleAfter = node.config().staleAfter();
        Long down = downNanos.get(event.node());
        if (down == null || scheduler.nowNanos() - down > staleAfter.toNanos()) {
            checkSilence(event, staleAfter);
        }
    }

    /** A member goes stale or is removed only after it really was silent. */
    private void checkSilence(MembershipEvent event, Duration least) {
        Member member = shown.get(event.node());
        if (member == null || truth.wasCopied(event.node()) || truth.areKeysApart()) {
            return;
        }
        int run = SimulatedNode.runOf(member.reading());
        Heard last = heard.get(new Source(event.node(), run, member.format()));
        rules.require(
                last != null && attentiveNanos() - last.atNanos() >= least.toNanos(),
                "calls nobody silent who has spoken",
                event);
    }

    /** On a network that is fit for it, a member is down only if it really does not run, or did not for a while. */
    private void checkDown(MembershipEvent event) {
        NodeId id = event.node();
        rules.require(!truth.isLegacy(id), "holds no 0.01.x node for down");
        boolean waking = scheduler.nowNanos() - resumedNanos < WAKING.toNanos();
        // What a stranger repeats may come first, and then questions go to him.
        Member member = shown.get(id);
        boolean misled = member != null && truth.isStranger(member.address());
        boolean ended = truth.mayBeHeldForDown(id) || truth.isUnreadableTo(node, id) || isOfFormerRun(id);
        rules.require(waking || misled || ended || isUnheard(), "holds a live node for down", event);
        // What others say, they have found, and were held to it then.
        boolean own = event.reason().endsWith("said by this node");
        boolean closed = own && event.reason().contains("its port is closed");
        rules.require(
                !own || closed || isAnswered() || !isWatchingSeveral(), "judges nobody while nobody answers it", event);
        rules.require(waking || !closed || truth.mayBeHeldForEnded(id), "knows of no closed port that is open", event);
    }

    /**
     * Whether others hear another machine under this node's id, and it cannot tell that: no second one is left, or one that
     * does not know the other yet has answered of late.
     */
    private boolean isUnheard() {
        return truth.isShared(node.id()) && (watchers().count() <= 1 || isAnswered());
    }

    private boolean isAnswered() {
        return attentiveNanos() - answeredNanos <= ANSWERED.toNanos();
    }

    /** The live members that can watch and be watched, as far as it shows them. */
    private Stream<Member> watchers() {
        return shown.values().stream().filter(member -> ALIVE.contains(member.state()) && !truth.isLegacy(member.id()));
    }

    /** Whether it watches several, as others see it; in more than one format it has a ring of each. */
    private boolean isWatchingSeveral() {
        long alive = watchers()
                .filter(member ->
                        scheduler.nowNanos() - signNanos.getOrDefault(member.id(), 0L) < SURELY_ALIVE.toNanos())
                .count();
        return alive > 1 && node.config().mode().formats().size() == 1;
    }

    /** Whether a member is shown by a run that has ended, since nothing of the later one has come yet. */
    private boolean isOfFormerRun(NodeId id) {
        Member member = shown.get(id);
        return member != null && truth.isOfFormerRun(id, member.incarnation().orElse(Long.MAX_VALUE));
    }

    /** Now and then: nobody is shown any more who has been silent for too long. */
    void onTurn(MembershipView view) {
        if (scheduler.nowNanos() - lookedNanos >= LOOK.toNanos()) {
            lookedNanos = scheduler.nowNanos();
            view.members().forEach(this::checkPresence);
        }
    }

    private void checkPresence(Member member) {
        Duration most = ALIVE.contains(member.state())
                ? node.config().staleAfter()
                : node.config().removeAfter();
        long lastNanos = Math.max(resumedNanos, signNanos.getOrDefault(member.id(), 0L));
        long silentNanos = scheduler.nowNanos() - lastNanos;
        rules.require(
                silentNanos <= most.plus(GRACE).toNanos(), "does not go on to show the silent", member, member.state());
    }
}
