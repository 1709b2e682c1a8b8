package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.membership.Timing;

/** What really is, which no node knows: who said what, who lives, and where. */
final class Truth {
    /** A live node that was found silent, paused or cut off so lately can rightly be held for down. */
    static final Duration AFTERMATH = Duration.ofSeconds(12);

    /** How long a node remembers when it heard another. */
    private static final Duration MEMORY = GossipConfig.lan("any").removeAfter();

    /** Longer than any node shows what it heard, pauses included. */
    private static final Duration OLD = Duration.ofMinutes(10);

    /** A pause that must not make a node down. */
    private static final Duration HARMLESS_PAUSE = Duration.ofMillis(2_900);

    /** The same where the last beats before the pause may have been lost, or gone elsewhere. */
    private static final Duration HARMLESS_PAUSE_AT_LOSS = Duration.ofMillis(1_900);

    /** How late a refusal may come, of the time before a port was open: the longest way, and a rhythm until it is read. */
    private static final Duration LATE_REFUSAL = Trouble.MAX_DELAY.plus(Timing.RHYTHM);

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final EventScheduler scheduler;
    private final SimulatedNetwork network;

    /** With the time of saying, oldest first; what nobody can show any more is forgotten. */
    private final SequencedMap<Said, Long> said = new LinkedHashMap<>();

    private final Map<NodeId, Life> lives = new HashMap<>();
    private final Set<InetAddress> strangers = new HashSet<>();
    private final Map<InetAddress, Set<NodeId>> owners = new HashMap<>();

    /** When a port was last closed there, whoever had it: a refusal may arrive when another has begun. */
    private final Map<InetAddress, Long> closedNanos = new HashMap<>();

    private long keysApartUntilNanos = NEVER;
    private boolean keysApart;
    private long someMovedNanos = NEVER;
    private long strangerNanos = NEVER;
    private boolean lossMeasured;

    /** One identity: mostly one machine, more if it was copied. */
    private static final class Life {
        final Set<Payload> inventories = new HashSet<>();
        final Set<InetAddress> addresses = new HashSet<>();
        String lastMachine = "";
        boolean legacy;
        boolean copied;
        long copiedUntilNanos = NEVER;
        boolean withoutOrder;
        final Set<Participant> machines = new HashSet<>();
        long leftNanos = NEVER;
        boolean paused;
        long highestIncarnation;
        long startIncarnation;
        long startNanos = NEVER;
        long pausedNanos = NEVER;
        long movedNanos = NEVER;
        long longPauseUntilNanos = NEVER;
    }

    Truth(EventScheduler scheduler, SimulatedNetwork network) {
        this.scheduler = scheduler;
        this.network = network;
    }

    private Life life(NodeId id) {
        return lives.computeIfAbsent(id, _ -> new Life());
    }

    /** A run begins; of a node of this version, its incarnation is above all that earlier runs ever used. */
    void started(Participant node, long incarnation) {
        Life life = life(node.id());
        life.copied |= !life.lastMachine.isEmpty() && !life.lastMachine.equals(node.label());
        life.lastMachine = node.label();
        life.legacy = node instanceof LegacyNode;
        if (!life.addresses.isEmpty() && !life.addresses.contains(node.address())) {
            life.movedNanos = scheduler.nowNanos();
        }
        lives(node);
        if (incarnation <= life.highestIncarnation && !life.copied) {
            if (!life.legacy) {
                throw new AssertionError(node.label() + " starts with an incarnation that an earlier run has used");
            }
            life.withoutOrder = true;
        }
        life.highestIncarnation = Math.max(life.highestIncarnation, incarnation);
        life.startIncarnation = life.legacy ? 0 : incarnation;
        life.startNanos = scheduler.nowNanos();
        life.machines.add(node);
        life.paused = false;
    }

    /** A node has raised its incarnation, or uses it. */
    void uses(NodeId id, long incarnation) {
        Life life = life(id);
        life.highestIncarnation = Math.max(life.highestIncarnation, incarnation);
    }

    void ended(Participant node) {
        Life life = life(node.id());
        if (life.machines.size() > 1) {
            life.copiedUntilNanos = scheduler.nowNanos();
        }
        life.machines.remove(node);
        closedNanos.put(node.address(), scheduler.nowNanos());
    }

    void saysGoodbye(Participant node) {
        life(node.id()).leftNanos = scheduler.nowNanos();
    }

    void paused(Participant node) {
        Life life = life(node.id());
        if (!life.paused) {
            life.paused = true;
            life.pausedNanos = scheduler.nowNanos();
        }
    }

    void resumed(Participant node) {
        Life life = life(node.id());
        if (life.paused && scheduler.nowNanos() - life.pausedNanos > harmlessPauseNanos()) {
            life.longPauseUntilNanos = scheduler.nowNanos();
        }
        life.paused = false;
    }

    /** A machine has another address from now on. */
    void moved(Participant node) {
        Life life = life(node.id());
        lives(node);
        life.movedNanos = scheduler.nowNanos();
        someMovedNanos = scheduler.nowNanos();
        if (life.machines.isEmpty()) {
            closedNanos.put(node.address(), scheduler.nowNanos());
        }
    }

    /** Some have missed so many rotations of keys that they and the others cannot read each other. */
    void keysApart() {
        keysApart = true;
    }

    /** Everybody holds the same keys. */
    void keysTogether() {
        if (keysApart) {
            keysApart = false;
            keysApartUntilNanos = scheduler.nowNanos();
        }
    }

    private void lives(Participant node) {
        life(node.id()).addresses.add(node.address());
        owners.computeIfAbsent(node.address(), _ -> new HashSet<>()).add(node.id());
    }

    /** Somebody there repeats what members say. */
    void strangerAt(InetAddress address) {
        strangers.add(address);
    }

    /** He speaks: for a moment, some send to him what is for those that he repeats. */
    void strangerSpeaks() {
        strangerNanos = scheduler.nowNanos();
    }

    /** Of the network's heavy loss all know by now. */
    void lossIsMeasured() {
        lossMeasured = true;
    }

    boolean isLossMeasured() {
        return lossMeasured;
    }

    void says(Said state) {
        said.putLast(state, scheduler.nowNanos());
        while (scheduler.nowNanos() - said.firstEntry().getValue() > OLD.toNanos()) {
            said.pollFirstEntry();
        }
    }

    void hasInventory(NodeId id, Payload inventory) {
        life(id).inventories.add(inventory);
    }

    boolean wasSaid(Said state) {
        return said.containsKey(state);
    }

    boolean hadInventory(NodeId id, Payload inventory) {
        return inventory.equals(Payload.NONE) || life(id).inventories.contains(inventory);
    }

    /** Whether a state of that node can have come from there; a repetition can overtake what it repeats. */
    boolean mayBeHeardFrom(NodeId id, InetAddress address) {
        return life(id).addresses.contains(address) || strangers.contains(address);
    }

    /** Whether another machine was heard from there too. */
    boolean isInherited(InetAddress address) {
        return owners.getOrDefault(address, Set.of()).size() > 1;
    }

    boolean isLegacy(NodeId id) {
        return life(id).legacy;
    }

    /** Whether two machines had this id at once of late: others hear only one of them. */
    boolean isShared(NodeId id) {
        return isShared(life(id));
    }

    private boolean isShared(Life life) {
        return life.machines.size() > 1 || isRecent(life.copiedUntilNanos);
    }

    /** Whether two machines have ever had this id: nothing tells what the one said from what the other did. */
    boolean wasCopied(NodeId id) {
        return life(id).copied;
    }

    /** Whether a stranger is there, who repeats what members say and answers no question. */
    boolean isStranger(InetAddress address) {
        return strangers.contains(address);
    }

    /** Whether some cannot read what others say. */
    boolean areKeysApart() {
        return keysApart || scheduler.nowNanos() - keysApartUntilNanos < MEMORY.toNanos();
    }

    /** A 0.01.x node that started with its clock set back: nothing tells its earlier run from its later one. */
    boolean isWithoutOrder(NodeId id) {
        return life(id).withoutOrder || life(id).copied;
    }

    /** Whether a later run of that node than the one with {@code incarnation} has begun: the one has ended. */
    boolean isOfFormerRun(NodeId id, long incarnation) {
        return incarnation < life(id).startIncarnation;
    }

    /** Whether it runs, or ran so lately that others need not know of its end, or that it has moved. */
    boolean mayBeHeldForEnded(NodeId id) {
        Life life = life(id);
        boolean closedThere =
                life.addresses.stream().anyMatch(address -> isRecent(closedNanos.getOrDefault(address, NEVER)));
        boolean closedBefore = scheduler.nowNanos() - life.startNanos < LATE_REFUSAL.toNanos();
        return life.machines.isEmpty() || isShared(life) || closedThere || closedBefore || mayBeSoughtElsewhere(life);
    }

    /**
     * Where it was before somebody else may be now, as long as it has not been heard from its new address; nobody need hear
     * that soon where multicast is lost.
     */
    private boolean mayBeSoughtElsewhere(Life life) {
        boolean inherited = life.addresses.stream().anyMatch(this::isInherited);
        Duration most = inherited || !network.isMulticasting() ? MEMORY : AFTERMATH;
        return scheduler.nowNanos() - life.movedNanos < most.toNanos();
    }

    /** Whether it runs no more, or said goodbye so lately that others may still hear that. */
    boolean mayBeHeldForLeft(NodeId id) {
        Life life = life(id);
        return life.machines.isEmpty() || isRecent(life.leftNanos) || isShared(life);
    }

    /** Whether it speaks no format that the observer reads, as after it was sealed: for that one, it has ended. */
    boolean isUnreadableTo(Participant observer, NodeId id) {
        return life(id).machines.stream().noneMatch(observer::understands);
    }

    /** On a network that is fit for it, a node is down only if it does not run, or did not for a while. */
    boolean mayBeHeldForDown(NodeId id) {
        Life life = life(id);
        boolean pausing = life.paused && scheduler.nowNanos() - life.pausedNanos > harmlessPauseNanos();
        return mayBeHeldForEnded(id)
                || pausing
                || keysApart
                || isRecent(keysApartUntilNanos)
                || isRecent(life.longPauseUntilNanos)
                || isRecent(network.tornUntilNanos());
    }

    private boolean isRecent(long nanos) {
        return scheduler.nowNanos() - nanos < AFTERMATH.toNanos();
    }

    private long harmlessPauseNanos() {
        boolean lastBeatsMayBeMissed = isRecent(network.lossyUntilNanos())
                || isRecent(someMovedNanos)
                || isRecent(strangerNanos)
                || areRingsApart();
        return (lastBeatsMayBeMissed ? HARMLESS_PAUSE_AT_LOSS : HARMLESS_PAUSE).toNanos();
    }

    /** Whether not all speak the same formats: they have different rings, and may beat to others than watch them. */
    private boolean areRingsApart() {
        return machines().map(machine -> machine.config().mode()).distinct().count() > 1;
    }

    /** All that run, of this version. */
    private Stream<SimulatedNode> machines() {
        return lives.values().stream()
                .flatMap(life -> life.machines.stream())
                .filter(SimulatedNode.class::isInstance)
                .map(SimulatedNode.class::cast);
    }
}
