package org.corelink.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts the parts of a few components out of PrimeFaces' script and style sheet. Pure but for reading those from its jar. */
final class LeanPrimeFaces {
    /** What a tag needs in the browser, by its name. */
    private static final Map<String, Part> PARTS = Map.of(
            "column",
            new Part(Set.of(), Set.of()),
            "dataTable",
            new Part(Set.of("DataTable"), Set.of("ui-datatable", "ui-column", "ui-helper-hidden")));

    private static final String LICENCE =
            "/* Parts of PrimeFaces; MIT License, Copyright (c) PrimeTek Informatics */\n";

    /** Each part of the script begins on a line of its own. */
    private static final Pattern BEGIN =
            Pattern.compile("^(?=PrimeFaces\\.(?:widget\\.\\w+=|dialog\\b))", Pattern.MULTILINE);

    private static final Pattern DEFINED = Pattern.compile("\\APrimeFaces\\.widget\\.(\\w+)=");
    private static final Pattern MENTIONED = Pattern.compile("PrimeFaces\\.widget\\.(\\w+)");

    private LeanPrimeFaces() {}

    /**
     * What a tag needs.
     *
     * @param widgets names of classes in the script
     * @param classes beginnings of style classes
     */
    private record Part(Set<String> widgets, Set<String> classes) {}

    /** Those parts of {@code components.js} that {@code tags} need, and what these need in turn. */
    static String script(Set<String> tags) {
        List<String> pieces = Arrays.asList(BEGIN.split(read("components.js")));
        Map<String, String> widgets = new LinkedHashMap<>();
        pieces.forEach(piece -> DEFINED.matcher(piece).results().forEach(name -> widgets.put(name.group(1), piece)));
        Set<String> wanted = withWhatTheyNeed(
                parts(tags).stream().flatMap(part -> part.widgets().stream()).toList(), widgets);
        return LICENCE
                + pieces.getFirst()
                + widgets.entrySet().stream()
                        .filter(widget -> wanted.contains(widget.getKey()))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining());
    }

    private static Set<String> withWhatTheyNeed(List<String> names, Map<String, String> widgets) {
        Set<String> wanted = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            String piece = widgets.get(name);
            if (piece != null && wanted.add(name)) {
                MENTIONED
                        .matcher(piece)
                        .results()
                        .map(mention -> mention.group(1))
                        .forEach(open::push);
            }
        }
        return wanted;
    }

    /** Those rules of {@code components.css} that {@code tags} need. */
    static String styles(Set<String> tags) {
        Pattern wanted = Pattern.compile(parts(tags).stream()
                .flatMap(part -> part.classes().stream())
                .sorted()
                .collect(Collectors.joining("|", "\\.(?:", ")")));
        return LICENCE
                + rules(read("components.css")).stream()
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

    private static List<Part> parts(Set<String> tags) {
        return tags.stream()
                .map(tag -> Objects.requireNonNull(PARTS.get(tag), () -> "what does <p:" + tag + "> need? Say it here"))
                .toList();
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(
                LeanPrimeFaces.class.getResourceAsStream("/META-INF/resources/primefaces/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
