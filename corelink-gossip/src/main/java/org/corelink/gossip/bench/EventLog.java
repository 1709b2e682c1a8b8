package org.corelink.gossip.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;

/**
 * Writes a line for each change of the view as it happens, so that a measurement neither has to ask nor misses what
 * passes between two questions: {@code NANOS STATE ID NAME EPOCH REASON}, with a tab between two of them.
 *
 * <p>{@code NANOS} is {@link System#nanoTime()}, which on Linux all processes of a machine share. The state is
 * {@code online}, {@code suspect}, {@code down}, {@code stale}, {@code left} or, of whom the view no longer holds,
 * {@code gone}. The epoch is the sender's wall clock at the data that is held, in seconds. Readings that change make no
 * line; the first heartbeat of a new run does.
 */
final class EventLog implements GossipListener {
    private final OutputStream out;
    private final LongSupplier nanoClock;

    /** The epoch that was written of whom has restarted: its next heartbeat, the first news of the new run, makes a line. */
    private final Map<NodeId, Double> restarted = new HashMap<>();

    /** Writes to {@code out} at once: it should have a buffer for hundreds of lines, as a pipe has. */
    EventLog(OutputStream out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
    }

    /** Appends to a file, which may be a pipe such as {@code /dev/stdout}. */
    static EventLog open(Path path) throws IOException {
        return new EventLog(new FileOutputStream(path.toFile(), true), System::nanoTime);
    }

    @Override
    public void onChange(MembershipView view, List<MembershipEvent> events) {
        if (events.isEmpty() && restarted.isEmpty()) {
            return;
        }
        long nanos = nanoClock.getAsLong();
        StringBuilder lines = new StringBuilder();
        restarted.entrySet().removeIf(entry -> isToldAgain(nanos, view, entry, lines));
        events.forEach(event -> onEvent(nanos, view, event, lines));
        write(lines);
    }

    /** Writes a line if there is news of a restarted member; whether nothing more is to be waited for. */
    private static boolean isToldAgain(
            long nanos, MembershipView view, Map.Entry<NodeId, Double> written, StringBuilder lines) {
        Optional<Member> member = find(view, written.getKey());
        Optional<Member> news = member.filter(known -> known.epochSeconds() > written.getValue());
        news.ifPresent(known -> line(nanos, known, "first heartbeat of its run", lines));
        return member.isEmpty() || news.isPresent();
    }

    private void onEvent(long nanos, MembershipView view, MembershipEvent event, StringBuilder lines) {
        switch (event) {
            case MembershipEvent.Removed removed -> {
                restarted.remove(removed.node());
                line(nanos, "gone", removed.node(), removed.name(), 0, removed.reason(), lines);
            }
            case MembershipEvent.Refuted _,
                    MembershipEvent.ConditionMet _,
                    MembershipEvent.ConditionOver _,
                    MembershipEvent.KeyRotated _,
                    MembershipEvent.NameConflict _ -> {
                // Changes no member of the view.
            }
            default -> {
                Optional<Member> member = find(view, event.node());
                member.ifPresent(known -> line(nanos, known, event.reason(), lines));
                if (event instanceof MembershipEvent.Restarted) {
                    member.ifPresent(known -> restarted.put(known.id(), known.epochSeconds()));
                }
            }
        }
    }

    private static Optional<Member> find(MembershipView view, NodeId node) {
        return view.members().stream()
                .filter(member -> member.id().equals(node))
                .findFirst();
    }

    private static void line(long nanos, Member member, String reason, StringBuilder lines) {
        String state = member.state().name().toLowerCase(Locale.ROOT);
        line(nanos, state, member.id(), member.name(), member.epochSeconds(), reason, lines);
    }

    private static void line(
            long nanos, String state, NodeId id, String name, double epoch, String reason, StringBuilder lines) {
        lines.append(nanos).append('\t').append(state).append('\t');
        lines.append(id).append('\t').append(name).append('\t');
        lines.append(String.format(Locale.ROOT, "%.3f", epoch)).append('\t');
        lines.append(reason).append('\n');
    }

    private void write(StringBuilder lines) {
        try {
            out.write(lines.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Counted as a fault, and shown.
        }
    }
}
