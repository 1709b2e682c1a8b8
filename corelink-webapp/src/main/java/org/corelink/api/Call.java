package org.corelink.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks.
 *
 * @param method of HTTP
 * @param path decoded, from the root
 * @param parameters of the query, decoded
 * @param accept the header of that name; null if there is none
 * @param ifNoneMatch the header of that name; null if there is none
 */
public record Call(
        String method,
        String path,
        Map<String, List<String>> parameters,
        @Nullable String accept,
        @Nullable String ifNoneMatch) {

    /** The value of a parameter that is given once. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    /** Whether the client has this answer already (RFC 9110, 13.1.2: tags are compared weakly). */
    boolean hasAlready(String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        String bare = bare(tag);
        for (String one : ifNoneMatch.split(",", -1)) {
            String given = one.strip();
            if (given.equals("*") || bare(given).equals(bare)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
