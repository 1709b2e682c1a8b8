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
import org.corelink.gossip.Format;
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
 * line; the first heartbeat of a new run does, and the name of whom only the id was known.
 */
final class EventLog implements GossipListener {
    private final OutputStream out;
    private final LongSupplier nanoClock;

    /** What was written of whom has restarted or has no name yet: what is learned next makes a line. */
    private final Map<NodeId, Written> incomplete = new HashMap<>();

    private record Written(String name, double epochSeconds) {
        static Written of(Member member) {
            return new Written(member.name(), member.epochSeconds());
        }
    }

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
        if (events.isEmpty() && incomplete.isEmpty()) {
            return;
        }
        long nanos = nanoClock.getAsLong();
        StringBuilder lines = new StringBuilder();
        incomplete.entrySet().removeIf(entry -> isComplete(nanos, view, entry, lines));
        events.forEach(event -> onEvent(nanos, view, event, lines));
        write(lines);
    }

    /** Writes a line if more is known of a member than before; whether it is all there is. */
    private static boolean isComplete(
            long nanos, MembershipView view, Map.Entry<NodeId, Written> entry, StringBuilder lines) {
        Optional<Member> member = find(view, entry.getKey());
        if (member.isEmpty()) {
            return true;
        }
        Member known = member.get();
        Written before = entry.setValue(Written.of(known));
        if (before.name().equals(known.name()) && before.epochSeconds() >= known.epochSeconds()) {
            return false;
        }
        line(nanos, known, before.name().equals(known.name()) ? "first heartbeat of its run" : "told its name", lines);
        return !isUnnamed(known);
    }

    private static boolean isUnnamed(Member member) {
        return member.format() == Format.SEALED
                && member.name().equals(member.id().value());
    }

    private void onEvent(long nanos, MembershipView view, MembershipEvent event, StringBuilder lines) {
        switch (event) {
            case MembershipEvent.Removed removed -> {
                incomplete.remove(removed.node());
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
                find(view, event.node()).ifPresent(member -> onEvent(nanos, member, event, lines));
            }
        }
    }

    private void onEvent(long nanos, Member member, MembershipEvent event, StringBuilder lines) {
        line(nanos, member, event.reason(), lines);
        if (event instanceof MembershipEvent.Restarted || isUnnamed(member)) {
            incomplete.put(member.id(), Written.of(member));
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
