package org.corelink.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One resource.
 *
 * @param path from the root; a segment in braces stands for any text
 * @param parameters of the query that it knows
 * @param types that it can be had in, the usual one first
 * @param resource makes the answer
 */
record Route(String path, Set<String> parameters, List<String> types, Resource resource) {
    /** Makes the answer to a call that its route admits. */
    @FunctionalInterface
    interface Resource {
        /**
         * Answers.
         *
         * @param type the one of the route's types that the client likes best
         * @param segment what stands for the segment in braces; empty if there is none
         */
        Answer answer(Call call, String type, String segment);
    }

    /** What stands for the segment in braces, empty if there is none; nothing if this is another path. */
    Optional<String> match(String called) {
        int brace = path.indexOf('{');
        if (brace < 0) {
            return path.equals(called) ? Optional.of("") : Optional.empty();
        }
        String start = path.substring(0, brace);
        String end = path.substring(path.indexOf('}') + 1);
        int length = called.length() - start.length() - end.length();
        if (length <= 0 || !called.startsWith(start) || !called.endsWith(end)) {
            return Optional.empty();
        }
        String segment = called.substring(brace, brace + length);
        return segment.indexOf('/') < 0 ? Optional.of(segment) : Optional.empty();
    }
}
