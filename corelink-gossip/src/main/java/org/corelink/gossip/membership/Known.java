package org.corelink.gossip.membership;

import java.net.InetAddress;
import java.util.Optional;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.wire.Accusation;
import org.corelink.gossip.wire.Origin;
import org.jspecify.annotations.Nullable;

/** A member with what the view does not show. Times named attentive are of the {@link AttentiveClock}. */
final class Known {
    /** Before the first: numbers may begin anew with an incarnation. */
    private static final long NO_SEQUENCE = -1;

    private Member member;
    private Stamp stamp;
    private Superseded superseded;
    private long heardNanos;
    private long signNanos;
    private long ownSignNanos;
    private InetAddress speaksFrom;
    private long stateNanos;
    private int inventoryHash;
    private long inventoryVersion;
    private @Nullable Evidence evidence;

    Known(Member member, Stamp stamp, Superseded superseded, long attentiveNanos) {
        this.member = member;
        this.stamp = stamp;
        this.superseded = superseded;
        this.speaksFrom = member.address();
        heard(attentiveNanos);
        this.stateNanos = attentiveNanos;
    }

    Member member() {
        return member;
    }

    Stamp stamp() {
        return stamp;
    }

    Origin origin() {
        return stamp.origin();
    }

    Superseded superseded() {
        return superseded;
    }

    MemberState state() {
        return member.state();
    }

    /** Where its newest state came from. */
    InetAddress address() {
        return member.address();
    }

    /** Where its newest own sign of life came from: another address after a move, until its next state is heard. */
    InetAddress speaksFrom() {
        return speaksFrom;
    }

    /** Attentive time of its newest heartbeat. */
    long heardNanos() {
        return heardNanos;
    }

    /** Attentive time of its newest sign of life of any kind, its own or vouched for by another member. */
    long signNanos() {
        return signNanos;
    }

    /** Attentive time of its newest own sign of life: only of that can this node vouch. */
    long ownSignNanos() {
        return ownSignNanos;
    }

    /** Attentive time at which it came into its state. */
    long stateNanos() {
        return stateNanos;
    }

    /** Whether it takes part in watching, and can be watched. */
    boolean isWatcher() {
        return stamp.origin().boot() != 0;
    }

    /** Whether it is there as far as anybody can tell. */
    boolean isAlive() {
        return state() == MemberState.ONLINE || state() == MemberState.SUSPECT;
    }

    void update(Member next, Stamp nextStamp, Superseded nextSuperseded, long attentiveNanos) {
        if (next.state() != member.state()) {
            stateNanos = attentiveNanos;
        }
        member = next;
        stamp = nextStamp;
        superseded = nextSuperseded;
        heard(attentiveNanos);
    }

    private void heard(long attentiveNanos) {
        heardNanos = attentiveNanos;
        sign(member.address(), attentiveNanos);
    }

    /** It has given a sign of life. */
    void sign(InetAddress from, long attentiveNanos) {
        speaksFrom = from;
        signNanos = attentiveNanos;
        ownSignNanos = attentiveNanos;
    }

    /** Another member has vouched for it. */
    void vouchedFor(long attentiveNanos) {
        signNanos = attentiveNanos;
    }

    /** The same run has refuted: what is said about it up to now is void, and whatever it says from now on is newer. */
    void refuted(Origin origin) {
        stamp = new Stamp(origin, NO_SEQUENCE, stamp.epochSeconds());
    }

    void become(MemberState state, String reason, long attentiveNanos) {
        member = member.inState(state, reason);
        stateNanos = attentiveNanos;
    }

    /** It is down, on this evidence. */
    void condemned(Evidence found) {
        evidence = found;
    }

    /**
     * What this node says about it to whoever still waits for its word.
     *
     * @return empty if it is not down
     */
    Optional<Accusation> verdict(Origin by, long attentiveNanos) {
        if (state() != MemberState.DOWN || evidence == null) {
            return Optional.empty();
        }
        long sinceMillis = (attentiveNanos - stateNanos) / 1_000_000;
        int silentMillis = (int) Math.min(evidence.silentMillis() + sinceMillis, Evidence.MAX_SILENT_MILLIS);
        Evidence now = new Evidence(evidence.kind(), silentMillis, evidence.probes());
        return Optional.of(new Accusation(by, member.id(), stamp.incarnation(), Accusation.Charge.DOWN, now));
    }

    void replace(Member changed) {
        member = changed;
    }

    int inventoryHash() {
        return inventoryHash;
    }

    boolean takesInventory(long incarnation, long version) {
        return incarnation >= stamp.incarnation() && version > inventoryVersion;
    }

    void inventory(long version, int hash) {
        inventoryVersion = version;
        inventoryHash = hash;
    }

    void forgetInventory() {
        inventoryVersion = 0;
        inventoryHash = 0;
    }
}
