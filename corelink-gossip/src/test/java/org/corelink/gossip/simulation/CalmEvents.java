package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.Mode;

/** Single events in a cluster that is calm otherwise: there, {@link Bounds} hold for what everybody must know by when. */
final class CalmEvents {
    /** Long enough for all to have forgotten the event before. */
    private static final Duration REST = Duration.ofSeconds(25);

    /** Far more than the nodes may measure it to be: of few beats in few seconds. */
    private static final double LOSS = 0.4;

    /** Some windows of the measurement. */
    private static final Duration MEASURED = Duration.ofSeconds(20);

    /** From so many on each hears beats of several, and measures better than by those of one alone. */
    private static final int SEVERAL = 4;

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
        if (mix != Mix.CHANGING && random.nextInt(4) == 0) {
            lossyPowerCut();
        }
    }

    /** A pause of three seconds is none. */
    private void harmlessPause(SimulatedNode node) {
        node.pause();
        cluster.run(Duration.ofMillis(2_900));
        node.resume();
        List<Participant> observers = observers(node);
        await("short pause", Bounds.NEWS, observers, shown(node, seen -> seen.state() == MemberState.ONLINE));
        cluster.run(REST);
    }

    private void crash(SimulatedNode node) {
        node.kill();
        down("down after a crash", Bounds.CRASH, node);
        removed(node);
    }

    private void powerCut(SimulatedNode node) {
        cluster.network().unplug(node.address());
        node.kill();
        down("down after a power cut", Bounds.POWER_CUT, node);
        removed(node);
        cluster.network().heal();
    }

    /** Where many beats are lost, a member has to be silent for longer until it is held for down. */
    private void lossyPowerCut() {
        List<SimulatedNode> nodes =
                SimulatedNode.running(cluster.participants()).toList();
        if (nodes.size() < SEVERAL) {
            return;
        }
        cluster.network().disturb(LOSS, 0, SimulatedNetwork.DELAY);
        cluster.run(MEASURED);
        cluster.truth().lossIsMeasured();
        SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
        cluster.network().unplug(node.address());
        node.kill();
        gone(node);
    }

    private void down(String what, Duration limit, SimulatedNode node) {
        await(node.label() + " " + what, limit, near(node), shown(node, seen -> seen.state() == MemberState.DOWN));
        gone(node);
    }

    private void gone(SimulatedNode node) {
        await(node.label() + " gone", Bounds.stale(CONFIG), observers(node), shown(node, seen -> !isAlive(seen)));
    }

    private static boolean isAlive(Participant.Seen seen) {
        return seen.state() == MemberState.ONLINE || seen.state() == MemberState.SUSPECT;
    }

    private void goodbye(SimulatedNode node) {
        node.stop();
        await(
                node.label() + " left",
                Bounds.NEWS,
                observers(node),
                shown(node, seen -> seen.state() == MemberState.LEFT));
        removed(node);
    }

    /** A 0.01.x node tells nobody that it ends, and cannot be asked. */
    private void silence(Participant node) {
        node.kill();
        await("stale", Bounds.stale(CONFIG), observers(node), shown(node, seen -> seen.state() == MemberState.STALE));
        removed(node);
    }

    private void removed(Participant node) {
        await(
                node.label() + " removed",
                Bounds.removal(CONFIG),
                observers(node),
                observer -> !observer.seen().containsKey(node.label()));
    }

    private void restart(SimulatedNode node) {
        node.kill();
        cluster.run(Duration.ofNanos(random.nextLong(Duration.ofSeconds(3).toNanos())));
        node.start();
        known(node);
        cluster.run(REST);
    }

    private void join() {
        SimulatedNode newcomer = mix.addNodeTo(cluster, random);
        newcomer.start();
        known(newcomer);
        cluster.run(REST);
        update(newcomer);
    }

    /** It says goodbye and is there again at once. Its goodbye may come after its next run, which it does not end. */
    private void update(SimulatedNode node) {
        node.stop();
        node.start();
        known(node);
    }

    /** Everybody knows it, and it knows everybody but 0.01.x nodes, which greet nobody. */
    private void known(SimulatedNode node) {
        Predicate<Participant> fresh =
                shown(node, seen -> seen.state() == MemberState.ONLINE && seen.run() == node.run());
        await(node.label() + " is known", Bounds.JOIN, observers(node), fresh);
        await(
                node.label() + " knows all",
                Bounds.JOIN,
                observers(node),
                other -> node.seen().containsKey(other.label()));
    }

    private void reading(SimulatedNode node) {
        node.publish(true);
        int change = node.publications();
        await(
                "reading of " + node.label(),
                Bounds.READING,
                observers(node),
                observer -> ((SimulatedNode) observer).changeOf(node) >= change);
    }

    /** Long enough to be held for down by everybody; who wakes up clears itself. */
    private void longPause(SimulatedNode node) {
        node.pause();
        await(node.label() + " down in a pause", Bounds.POWER_CUT, near(node), shown(node, seen -> !isAlive(seen)));
        cluster.run(Duration.ofNanos(random.nextLong(Duration.ofSeconds(10).toNanos())));
        node.resume();
        Predicate<Participant> online = shown(node, seen -> seen.state() == MemberState.ONLINE);
        await(node.label() + " back after a pause", Bounds.REFUTATION, near(node), online);
        await(node.label() + " online after a pause", Bounds.heartbeat(CONFIG), observers(node), online);
        cluster.run(REST);
    }

    /** Those of this version that know of it. */
    private List<Participant> observers(Participant subject) {
        return cluster.participants().stream()
                .filter(observer -> observer instanceof SimulatedNode
                        && observer.isRunning()
                        && !observer.equals(subject)
                        && observer.understands(subject))
                .toList();
    }

    /**
     * Those who are on one ring with it. Mixed nodes know each other by the sealed format and leave each other out of the
     * open one: there, an open node and a mixed one may have none that watches the one and tells the other.
     */
    private List<Participant> near(SimulatedNode subject) {
        return observers(subject).stream()
                .filter(observer -> mix != Mix.CHANGING || (isSealed(observer) && isSealed(subject)))
                .toList();
    }

    private static boolean isSealed(Participant participant) {
        return participant instanceof SimulatedNode node && node.config().mode() != Mode.OPEN;
    }

    private static Predicate<Participant> shown(Participant subject, Predicate<Participant.Seen> condition) {
        return observer -> {
            Participant.Seen seen = observer.seen().get(subject.label());
            return seen != null && condition.test(seen);
        };
    }

    private void await(String what, Duration limit, List<Participant> observers, Predicate<Participant> condition) {
        cluster.runUntil(
                what, limit, () -> observers.stream().filter(condition.negate()).toList());
    }
}
