package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.MemberState;

/** Single events in a cluster that is calm otherwise: there, {@link Bounds} hold for what everybody must know by when. */
final class CalmEvents {
    /** Long enough for all to have forgotten the event before. */
    private static final Duration REST = Duration.ofSeconds(25);

    private static final GossipConfig CONFIG = GossipConfig.lan("any");

    private final SimulatedCluster cluster;
    private final Mix mix;
    private final RandomGenerator random;

    CalmEvents(SimulatedCluster cluster, Mix mix, RandomGenerator random) {
        this.cluster = cluster;
        this.mix = mix;
        this.random = random;
    }

    void happen() {
        List<Participant> running =
                cluster.participants().stream().filter(Participant::isRunning).toList();
        if (running.isEmpty()) {
            return;
        }
        Participant one = running.get(random.nextInt(running.size()));
        if (one instanceof SimulatedNode node) {
            happen(node);
        } else {
            silence(one);
        }
    }

    private void happen(SimulatedNode node) {
        harmlessPause(node);
        switch (random.nextInt(6)) {
            case 0 -> crash(node);
            case 1 -> powerCut(node);
            case 2 -> goodbye(node);
            case 3 -> restart(node);
            case 4 -> reading(node);
            default -> longPause(node);
        }
        join();
    }

    /** A pause of three seconds is none. */
    private void harmlessPause(SimulatedNode node) {
        node.pause();
        cluster.run(Duration.ofMillis(2_900));
        node.resume();
        soon("online after a short pause", Bounds.NEWS, node, seen -> seen.state() == MemberState.ONLINE);
        cluster.run(REST);
    }

    private void crash(SimulatedNode node) {
        node.kill();
        soon("down after a crash", Bounds.CRASH, node, seen -> seen.state() == MemberState.DOWN);
        removed(node);
    }

    private void powerCut(SimulatedNode node) {
        cluster.network().unplug(node.address());
        node.kill();
        soon("down after a power cut", powerCut(), node, seen -> seen.state() == MemberState.DOWN);
        removed(node);
        cluster.network().heal();
    }

    /** Mixed nodes that know each other by the sealed format hear nothing from each other about an open one. */
    private Duration powerCut() {
        return mix == Mix.CHANGING ? Bounds.POWER_CUT_UNWATCHED : Bounds.POWER_CUT;
    }

    private void goodbye(SimulatedNode node) {
        node.stop();
        soon("left", Bounds.NEWS, node, seen -> seen.state() == MemberState.LEFT);
        removed(node);
    }

    /** A 0.01.x node tells nobody that it ends, and cannot be asked. */
    private void silence(Participant node) {
        node.kill();
        soon("stale", Bounds.stale(CONFIG), node, seen -> seen.state() == MemberState.STALE);
        removed(node);
    }

    private void removed(Participant node) {
        cluster.runUntil(node.label() + " removed", Bounds.removal(CONFIG), () -> observers(node)
                .filter(observer -> observer.seen().containsKey(node.label()))
                .toList());
    }

    private void restart(SimulatedNode node) {
        node.kill();
        cluster.run(Duration.ofNanos(random.nextLong(Duration.ofSeconds(3).toNanos())));
        node.start();
        known(node);
    }

    private void join() {
        SimulatedNode newcomer = mix.addNodeTo(cluster, random);
        newcomer.start();
        known(newcomer);
    }

    /** Everybody knows it, and it knows everybody but 0.01.x nodes, which greet nobody. */
    private void known(SimulatedNode node) {
        soon("known", Bounds.JOIN, node, seen -> seen.state() == MemberState.ONLINE && seen.run() == node.run());
        cluster.runUntil(node.label() + " knows all", Bounds.JOIN, () -> observers(node)
                .filter(other -> !node.seen().containsKey(other.label()))
                .toList());
        cluster.run(REST);
    }

    private void reading(SimulatedNode node) {
        node.publish(true);
        int change = node.publications();
        cluster.runUntil("reading of " + node.label(), Bounds.READING, () -> observers(node)
                .filter(observer -> ((SimulatedNode) observer).changeOf(node) < change)
                .toList());
    }

    /** Long enough to be held for down by everybody; who wakes up clears itself. */
    private void longPause(SimulatedNode node) {
        node.pause();
        soon("down after a long pause", powerCut(), node, seen -> seen.state() == MemberState.DOWN);
        cluster.run(Duration.ofNanos(random.nextLong(Duration.ofSeconds(10).toNanos())));
        node.resume();
        soon("online after a long pause", Bounds.REFUTATION, node, seen -> seen.state() == MemberState.ONLINE);
        cluster.run(REST);
    }

    /** Those of this version that know of it. */
    private Stream<Participant> observers(Participant subject) {
        return cluster.participants().stream()
                .filter(observer -> observer instanceof SimulatedNode
                        && observer.isRunning()
                        && !observer.equals(subject)
                        && observer.understands(subject));
    }

    private void soon(String what, Duration limit, Participant subject, Predicate<Participant.Seen> condition) {
        cluster.runUntil(subject.label() + " " + what, limit, () -> observers(subject)
                .filter(observer -> !shows(observer, subject, condition))
                .toList());
    }

    private static boolean shows(Participant observer, Participant subject, Predicate<Participant.Seen> condition) {
        Participant.Seen seen = observer.seen().get(subject.label());
        return seen != null && condition.test(seen);
    }
}
