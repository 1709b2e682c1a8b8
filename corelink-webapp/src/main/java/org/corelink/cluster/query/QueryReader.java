package org.corelink.cluster.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Meaning.Words;

/**
 * Reads queries from left to right:
 *
 * <pre>
 * query       = alternative { "or" alternative }
 * alternative = term { term }
 * term        = [ "-" ] ( text | column operator text )
 * operator    = ":" | "=" | "!=" | ">" | ">=" | "&lt;" | "&lt;="
 * text        = any characters but spaces and quotes | '"' any characters, \" and \\ for these '"'
 * </pre>
 */
final class QueryReader {
    private final String text;
    private int at;

    private QueryReader(String text) {
        this.text = text;
    }

    static List<List<Term>> alternatives(String text) throws MisunderstandingException {
        return within(text).alternatives();
    }

    /** The conditions of a text in which the column is not named, and its operator may be missing. */
    static List<Term> ofColumn(Column column, String text) throws MisunderstandingException {
        return within(text).ofColumn(column);
    }

    private static QueryReader within(String text) throws MisunderstandingException {
        if (text.length() > Query.MAX_LENGTH) {
            throw new MisunderstandingException(
                    Query.MAX_LENGTH, "A search has " + Query.MAX_LENGTH + " characters at most");
        }
        return new QueryReader(text);
    }

    private List<List<Term>> alternatives() throws MisunderstandingException {
        List<List<Term>> alternatives = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        int count = 0;
        int or = -1;
        while (skipSpaces()) {
            if (isOr()) {
                or = at;
                needsTerms(terms, or);
                alternatives.add(terms);
                terms = new ArrayList<>();
                at += Letters.OR.length();
                continue;
            }
            limit(++count);
            boolean negated = isNegated();
            terms.add(new Term(negated, criterion()));
        }
        if (or >= 0) {
            needsTerms(terms, or);
        }
        if (!terms.isEmpty()) {
            alternatives.add(terms);
        }
        return alternatives;
    }

    private List<Term> ofColumn(Column column) throws MisunderstandingException {
        List<Term> terms = new ArrayList<>();
        while (skipSpaces()) {
            if (isOr()) {
                throw new MisunderstandingException(
                        at, "Write alternatives in the search box: \"or\" is for all columns");
            }
            limit(terms.size() + 1);
            boolean negated = isNegated();
            Optional<Operator> operator = Operator.at(text, at);
            operator.ifPresent(sign -> at += sign.sign().length());
            terms.add(new Term(negated, comparison(column, operator.orElse(Operator.CONTAINS), at)));
        }
        return terms;
    }

    private void limit(int count) throws MisunderstandingException {
        if (count > Query.MAX_TERMS) {
            throw new MisunderstandingException(at, "A search has " + Query.MAX_TERMS + " conditions at most");
        }
    }

    private static void needsTerms(List<Term> terms, int or) throws MisunderstandingException {
        if (terms.isEmpty()) {
            throw new MisunderstandingException(
                    or, "\"or\" needs a condition on both sides; to search for the word, put it in quotes");
        }
    }

    private boolean isOr() {
        int end = at + Letters.OR.length();
        return text.regionMatches(true, at, Letters.OR, 0, Letters.OR.length())
                && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    }

    /** A hyphen before anything but a space. */
    private boolean isNegated() {
        boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && !isSpace(at + 1);
        if (negated) {
            at++;
        }
        return negated;
    }

    private Criterion criterion() throws MisunderstandingException {
        if (text.charAt(at) == Letters.QUOTE) {
            return new Criterion.Anywhere(quoted());
        }
        int start = at;
        String word = word();
        int end = at;
        skipSpaces();
        Optional<Operator> operator = Operator.at(text, at);
        if (operator.isEmpty()) {
            at = end;
            return new Criterion.Anywhere(word);
        }
        Column column = column(word, start);
        int sign = at;
        at += operator.get().sign().length();
        return comparison(column, operator.get(), sign);
    }

    private static Column column(String word, int place) throws MisunderstandingException {
        if (word.isEmpty()) {
            throw new MisunderstandingException(place, "The name of a column is missing; for example: util>80");
        }
        Optional<Column> known = Column.ofKey(word.toLowerCase(Locale.ROOT));
        if (known.isEmpty()) {
            throw new MisunderstandingException(
                    place,
                    "There is no column \"" + word + "\". " + NearestName.to(word)
                            + " To search for such a text, put it in quotes");
        }
        return known.get();
    }

    private Criterion comparison(Column column, Operator operator, int sign) throws MisunderstandingException {
        if (!skipSpaces()) {
            throw new MisunderstandingException(
                    at, "A value is missing after \"" + column.key() + operator.sign() + "\"");
        }
        int start = at;
        boolean quoted = text.charAt(at) == Letters.QUOTE;
        String value = quoted ? quoted() : bare();
        if (!quoted && value.equalsIgnoreCase(Criterion.UNKNOWN) && operator.isOfWords()) {
            return new Criterion.Known(column, operator == Operator.NOT_EQUAL);
        }
        return switch (column.meaning()) {
            case Words words -> ofWords(column, words, operator, sign, value, start);
            case Amount amount ->
                new Criterion.OfAmount(
                        column,
                        amount,
                        operator == Operator.CONTAINS ? Operator.EQUAL : operator,
                        MagnitudeReader.of(column, amount, value + unitBehind(amount, value), start));
        };
    }

    private static Criterion ofWords(Column column, Words words, Operator operator, int sign, String value, int start)
            throws MisunderstandingException {
        if (!operator.isOfWords()) {
            throw new MisunderstandingException(
                    sign,
                    column.key() + " holds text, which is not compared by \"" + operator.sign()
                            + "\" but by \":\", \"=\" or \"!=\"");
        }
        if (!words.vocabulary().isEmpty()
                && words.vocabulary().stream().noneMatch(word -> fits(word, operator, value))) {
            throw new MisunderstandingException(
                    start,
                    column.key() + " is never \"" + value + "\": it is one of "
                            + String.join(", ", words.vocabulary()));
        }
        return new Criterion.OfWords(column, words, operator, value);
    }

    private static boolean fits(String word, Operator operator, String value) {
        return operator == Operator.CONTAINS ? Letters.contain(word, value) : word.equalsIgnoreCase(value);
    }

    /** The unit that stands behind a number and a space; otherwise nothing, and the word is left for the next term. */
    private String unitBehind(Amount amount, String value) {
        int end = at;
        if (MagnitudeReader.isNumber(value) && skipSpaces()) {
            String word = bare();
            if (MagnitudeReader.symbol(amount, word).isPresent()) {
                return word;
            }
        }
        at = end;
        return "";
    }

    // ---- characters ----

    private boolean isSpace(int place) {
        return Character.isWhitespace(text.charAt(place));
    }

    /** Whether anything is left behind the spaces. */
    private boolean skipSpaces() {
        while (at < text.length() && isSpace(at)) {
            at++;
        }
        return at < text.length();
    }

    /** Up to a space, a quote or an operator; perhaps nothing. */
    private String word() {
        int start = at;
        while (at < text.length() && isBare(at) && Operator.at(text, at).isEmpty()) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Up to a space or a quote. */
    private String bare() {
        int start = at;
        while (at < text.length() && isBare(at)) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isBare(int place) {
        return !isSpace(place) && text.charAt(place) != Letters.QUOTE;
    }

    private String quoted() throws MisunderstandingException {
        int start = at;
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == Letters.QUOTE) {
                at++;
                if (content.isEmpty()) {
                    throw new MisunderstandingException(start, "There is nothing between the quotes");
                }
                return content.toString();
            }
            boolean escapes = letter == Letters.ESCAPE && at + 1 < text.length() && isEscaped(text.charAt(at + 1));
            content.append(escapes ? text.charAt(++at) : letter);
        }
        throw new MisunderstandingException(start, "This quote is not closed");
    }

    private static boolean isEscaped(char letter) {
        return letter == Letters.QUOTE || letter == Letters.ESCAPE;
    }
}
