package org.corelink.server.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One kind of attack on a web server.
 *
 * @param name what it is, in a few words
 * @param search carries it out
 */
public record Attack(String name, Search search) {
    /** All that are known. */
    public static List<Attack> all() {
        return Stream.of(
                        HeaderAttacks.ALL,
                        CookieAttacks.ALL,
                        CrossSiteAttacks.ALL,
                        PathAttacks.ALL,
                        FramingAttacks.ALL,
                        LimitAttacks.ALL,
                        SlowAttacks.ALL,
                        FacesAttacks.ALL,
                        TlsAttacks.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** The one of that name. */
    public static Attack named(String name) {
        return all().stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Looks for a weakness. */
    @FunctionalInterface
    public interface Search {
        /** What was found, in words for whoever has to mend it. */
        void look(Target target, Findings found) throws Exception;
    }

    /** Carries it out; an empty list is what the server ought to be praised for. */
    public List<String> on(Target target) throws Exception {
        List<String> found = new ArrayList<>();
        search.look(target, (wrong, what) -> {
            if (wrong) {
                found.add(what);
            }
        });
        return found;
    }

    /** Where findings go. */
    @FunctionalInterface
    public interface Findings {
        /** Notes {@code what} if it is {@code wrong}. */
        void noteIf(boolean wrong, String what);
    }
}
