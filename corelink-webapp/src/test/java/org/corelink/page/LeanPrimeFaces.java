package org.corelink.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts the rules of a few components out of PrimeFaces' style sheet. Pure but for reading that from its jar. */
final class LeanPrimeFaces {
    /** Beginnings of the style classes of a tag, by its name. */
    private static final Map<String, Set<String>> CLASSES =
            Map.of("column", Set.of(), "dataTable", Set.of("ui-datatable", "ui-column", "ui-helper-hidden"));

    private static final String LICENCE =
            "/* Parts of PrimeFaces; MIT License, Copyright (c) PrimeTek Informatics */\n";

    private LeanPrimeFaces() {}

    /** Those rules of {@code components.css} that {@code tags} need. */
    static String styles(Set<String> tags) {
        Pattern wanted = Pattern.compile(tags.stream()
                .flatMap(tag -> classes(tag).stream())
                .sorted()
                .collect(Collectors.joining("|", "\\.(?:", ")")));
        return LICENCE
                + rules(sheet()).stream()
                        .filter(rule -> wanted.matcher(rule).find())
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The rules of a style sheet, a block of rules for a medium as one. */
    private static List<String> rules(String sheet) {
        String bare = sheet.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\\s*\\n\\s*", " ");
        return Pattern.compile("[^{}]+\\{(?:[^{}]*|(?:[^{}]+\\{[^{}]*\\}\\s*)+)\\}")
                .matcher(bare)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .toList();
    }

    private static Set<String> classes(String tag) {
        return Objects.requireNonNull(CLASSES.get(tag), () -> "what does <p:" + tag + "> need? Say it here");
    }

    private static String sheet() {
        try (InputStream in = Objects.requireNonNull(
                LeanPrimeFaces.class.getResourceAsStream("/META-INF/resources/primefaces/components.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
