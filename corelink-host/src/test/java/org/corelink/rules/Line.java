package org.corelink.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * The line on which all packages stand: data flows, and knowledge points, from left to right. A total order, so that
 * there is no cycle either.
 */
final class Line {
    private static final String ROOT = "org.corelink.";

    /** From left to right. A station is a package with its sub-packages, or a class. */
    private static final List<String> STATIONS = List.of(
            "gpu",
            // The values of the library's surface, then its parts, then the class that puts them together.
            "gossip",
            "gossip.wire",
            "gossip.seal",
            "gossip.membership",
            "gossip.transport",
            "gossip.runtime",
            "gossip.GossipNode",
            "gossip.bench",
            "node",
            "cluster",
            "login",
            "push",
            "page",
            "manager",
            "api",
            "server",
            "host.exec",
            "host.ca",
            "host.join",
            "host.container",
            "host.check",
            "host.view",
            "host.cli",
            "host");

    private Line() {}

    /** A class may know what stands left of it or with it, and stands somewhere on the line itself. */
    static ArchCondition<JavaClass> knowOnlyWhatStandsLeftOfThem() {
        return new ArchCondition<>("know only what stands left of them on the line of packages") {
            @Override
            public void check(JavaClass subject, ConditionEvents events) {
                if (stationOf(subject) < 0) {
                    events.add(SimpleConditionEvent.violated(
                            subject, subject.getFullName() + " stands nowhere on the line of packages"));
                    return;
                }
                subject.getDirectDependenciesFromSelf().stream()
                        .filter(Line::pointsToTheRight)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(subject, dependency.getDescription())));
            }
        };
    }

    private static boolean pointsToTheRight(Dependency dependency) {
        return stationOf(dependency.getTargetClass()) > stationOf(dependency.getOriginClass());
    }

    /** The index of the station with the longest fitting name; -1 for what is not ours or not on the line. */
    private static int stationOf(JavaClass subject) {
        String name = subject.getBaseComponentType().getFullName();
        int best = -1;
        for (int i = 0; i < STATIONS.size(); i++) {
            String station = ROOT + STATIONS.get(i);
            boolean fits = name.equals(station) || name.startsWith(station + ".") || name.startsWith(station + "$");
            if (fits
                    && (best < 0
                            || station.length()
                                    > ROOT.length() + STATIONS.get(best).length())) {
                best = i;
            }
        }
        return best;
    }
}
