package org.corelink.manager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.MemberState;

/**
 * The status of one server at one moment.
 *
 * @param sections in the order of the page
 */
public record StatusReport(List<Section> sections) {
    /**
     * Facts of one subject.
     *
     * @param name of the subject, a word
     * @param facts by name; a {@link Long} or a {@link String}
     */
    public record Section(String name, SequencedMap<String, Object> facts) {
        /** The facts as a page shows them: the digits of numbers in groups of three. */
        public List<Fact> shown() {
            return facts.entrySet().stream()
                    .map(fact -> new Fact(
                            fact.getKey(),
                            fact.getValue() instanceof Long number
                                    ? String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F')
                                    : fact.getValue().toString()))
                    .toList();
        }
    }

    /** A fact as a page shows it. */
    public record Fact(String name, String text) {}

    /** Takes an immutable copy. */
    public StatusReport {
        sections = List.copyOf(sections);
    }

    /** The status now. */
    static StatusReport of(Controls controls) {
        List<Section> sections = new ArrayList<>();
        sections.add(
                new Section("server", new LinkedHashMap<>(controls.process().about())));
        sections.add(
                new Section("process", new LinkedHashMap<>(controls.process().figures())));
        sections.add(connector(controls));
        sections.add(cluster(controls.cluster().members()));
        sections.add(gossip(controls.cluster().gossip().counters()));
        return new StatusReport(sections);
    }

    private static Section connector(Controls controls) {
        SequencedMap<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", controls.connector().name());
        facts.put("connections", controls.connector().connections());
        facts.put("sessions", (long) controls.sessions().list().size());
        return new Section("connector", facts);
    }

    private static Section cluster(List<ListedMember> members) {
        SequencedMap<String, Object> facts = new LinkedHashMap<>();
        Arrays.stream(MemberState.values())
                .forEach(state -> facts.put(
                        state.name().toLowerCase(Locale.ROOT),
                        members.stream()
                                .filter(member -> member.state() == state)
                                .count()));
        return new Section("cluster", facts);
    }

    private static Section gossip(GossipCounters counters) {
        SequencedMap<String, Object> facts = new LinkedHashMap<>();
        facts.put("receivedDatagrams", counters.received());
        facts.put("receivedBytes", counters.receivedBytes());
        facts.put("acceptedDatagrams", counters.acceptedInAll());
        facts.put("rejectedDatagrams", counters.rejectedInAll());
        facts.put("sentDatagrams", counters.sentDatagrams());
        facts.put("sentBytes", counters.sentBytes());
        facts.put("sendFailures", counters.sendFailures());
        facts.put("faults", counters.faults());
        return new Section("gossip", facts);
    }
}
