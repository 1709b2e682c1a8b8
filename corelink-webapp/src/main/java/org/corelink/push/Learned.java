package org.corelink.push;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.corelink.cluster.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What the server and every page that has missed nothing have learned from the messages so far: how likely each decision
 * is, and which texts each column showed last. It belongs to a revision, as the view does; {@link #fork} gives the one that
 * the next message changes. A version that nobody changes any more can be read by any thread.
 */
final class Learned {
    /** Nothing. */
    static final Learned NOTHING = new Learned(new char[DeltaTables.ALL][], noTexts());

    /** Texts that are remembered for each column. */
    static final int TEXTS = 16;

    /** By table; null where all odds are even. */
    private final char @Nullable [][] odds;

    private final boolean[] owned = new boolean[DeltaTables.ALL];
    private final List<List<Cell>> texts;

    private Learned(char @Nullable [][] odds, List<List<Cell>> texts) {
        this.odds = odds;
        this.texts = texts;
    }

    private static List<List<Cell>> noTexts() {
        return Collections.nCopies(DeltaTables.COLUMNS + DeltaTables.FIGURES, List.of());
    }

    /** A copy to go on from. */
    Learned fork() {
        return new Learned(odds.clone(), new ArrayList<>(texts));
    }

    /** How likely a decision is no, in parts of {@link RangeEncoder#CERTAIN}. */
    int no(int table, int decision) {
        char[] known = odds[table];
        return known == null ? RangeEncoder.EVEN : known[decision];
    }

    /** A decision was made. */
    void learn(int table, int decision, boolean yes) {
        char[] known = owned(table);
        known[decision] = (char) Odds.after(known[decision], yes);
    }

    /** The odds of a table, to change them in this version. */
    char[] owned(int table) {
        char[] known = odds[table];
        if (known == null) {
            known = new char[DeltaTables.SIZE];
            Arrays.fill(known, (char) RangeEncoder.EVEN);
        } else if (!owned[table]) {
            known = known.clone();
        }
        owned[table] = true;
        odds[table] = known;
        return known;
    }

    /** All odds of a table; null if they are even. */
    char @Nullable [] table(int table) {
        return odds[table];
    }

    /** What a column showed last, the newest first. */
    List<Cell> texts(int column) {
        return texts.get(column);
    }

    /** A column shows a text. */
    void remember(int column, Cell text) {
        List<Cell> newest = new ArrayList<>(texts.get(column));
        newest.remove(text);
        newest.addFirst(text);
        texts.set(column, List.copyOf(newest.subList(0, Math.min(newest.size(), TEXTS))));
    }
}
