package org.corelink.host.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 30s}, {@code 10m}, {@code 2h}. Pure. */
final class Ttl {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})([smh])");
    private static final Duration LONGEST = Duration.ofHours(24);

    private Ttl() {}

    /** From a second to a day; empty if it is something else. */
    static Optional<Duration> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        Duration time =
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        return Optional.of(time).filter(ttl -> ttl.isPositive() && ttl.compareTo(LONGEST) <= 0);
    }
}
