package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of timing.md and the code say the same. */
class TimingDocumentTest {
    private static final Path DOCUMENT = Path.of("../src/site/markdown/timing.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| [^|]{10,} \\|$");

    /** Follow from others of the same class. */
    private static final Set<String> DERIVED = Set.of("NANOS_PER_TOKEN", "FULL_NANOS", "RHYTHM_NANOS");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "membership.Timing",
                "membership.LocalHealth",
                "membership.Watch",
                "membership.Investigations",
                "membership.Helping",
                "membership.Conditions",
                "membership.Self",
                "membership.Greetings",
                "membership.InventoryDesk",
                "membership.PeerBook",
                "membership.ReplyLimiter",
                "membership.SourceLimiter",
                "seal.Verifications",
                "runtime.GossipAgent",
                "runtime.GossipThread",
                "runtime.Inflow",
                "transport.UdpTransport"
            })
    void everyNumberOfTheClassIsDocumented(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName(GossipConfig.class.getPackageName() + "." + name);

        assertThat(documented(type)).isEqualTo(numbers(type)).isNotEmpty();
    }

    @Test
    void everyChoiceIsDocumentedWithItsDefault() {
        GossipConfig lan = GossipConfig.lan("any");

        assertThat(documented(GossipConfig.class)).isEqualTo(defaults(lan));
    }

    @Test
    void everyClassWithATimeHasATable() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .filteredOn(file -> read(file).contains("static final Duration "))
                    .extracting(file -> file.getFileName().toString().replace(".java", ""))
                    .allMatch(TimingDocumentTest::hasTable);
        }
    }

    private static boolean hasTable(String type) {
        return read(DOCUMENT).contains("\n## `" + type + "`");
    }

    private static Map<String, String> numbers(Class<?> type) throws IllegalAccessException {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (Field field : type.getDeclaredFields()) {
            boolean constant = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
            if (constant && !DERIVED.contains(field.getName())) {
                field.setAccessible(true);
                text(field.getName(), field.get(null)).ifPresent(value -> numbers.put(field.getName(), value));
            }
        }
        return numbers;
    }

    private static Optional<String> text(String name, Object value) {
        return switch (value) {
            case Duration duration -> Optional.of(text(duration));
            case Long nanos when name.endsWith("_NANOS") -> Optional.of(text(Duration.ofNanos(nanos)));
            case Number number -> Optional.of(String.format(Locale.ROOT, "%,d", number.longValue()));
            default -> Optional.empty();
        };
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static Map<String, String> defaults(GossipConfig config) {
        Map<String, String> defaults = new LinkedHashMap<>();
        Arrays.stream(GossipConfig.class.getRecordComponents())
                .forEach(component -> defaults.put(component.getName(), defaultText(component, config)));
        return defaults;
    }

    private static String defaultText(RecordComponent component, GossipConfig config) {
        Object value;
        try {
            value = component.getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName(), e);
        }
        return switch (value) {
            case Collection<?> list when component.getName().equals("interfaces") && list.isEmpty() -> "automatic";
            case Collection<?> list when list.isEmpty() -> "none";
            case Optional<?> optional when optional.isEmpty() -> "none";
            case PayloadCheck check when check.equals(PayloadCheck.NONE) -> "none";
            case Boolean flag -> flag ? "yes" : "no";
            case InetAddress address -> address.getHostAddress();
            case String _ -> "the caller's";
            default -> text(component.getName(), value).orElse(value.toString());
        };
    }

    /** The rows under the heading of a class. */
    private static Map<String, String> documented(Class<?> type) {
        String heading = "\n## `" + type.getSimpleName() + "`";
        String document = read(DOCUMENT);
        assertThat(document).contains(heading);
        String section = document.substring(document.indexOf(heading) + heading.length());
        int end = section.indexOf("\n## ");
        Map<String, String> rows = new LinkedHashMap<>();
        ROW.matcher(end < 0 ? section : section.substring(0, end)).results().forEach(row -> put(row, rows));
        return rows;
    }

    private static void put(MatchResult row, Map<String, String> rows) {
        assertThat(rows.put(row.group(1), row.group(2)))
                .as("row " + row.group(1))
                .isNull();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
