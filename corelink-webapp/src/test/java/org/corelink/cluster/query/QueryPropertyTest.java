package org.corelink.cluster.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.Meaning.Words;
import org.corelink.cluster.Row;
import org.corelink.cluster.Unit;
import org.corelink.cluster.Views;

class QueryPropertyTest {
    private static final List<Row> ROWS = Row.of(Views.view(1, Views.node("gpu-07", 97, null), Views.node("b")));

    @Property
    void noTextThrowsAndWhatIsUnderstoodIsUnderstoodAgain(@ForAll("scraps") String text) {
        switch (Query.parse(text)) {
            case Parsed.Misunderstood(String message, int place) -> {
                assertThat(message).isNotBlank();
                assertThat(place).isBetween(0, text.length());
            }
            case Parsed.Understood(Query query) -> {
                assertThat(Query.parse(query.toString())).isEqualTo(new Parsed.Understood(query));
                assertThat(ROWS.stream().filter(query.at(1)).count()).isBetween(0L, (long) ROWS.size());
            }
        }
    }

    @Property
    void noTextThrowsAsAFilter(@ForAll("scraps") String text, @ForAll Column column) {
        if (Query.ALL.withFilter(column, text) instanceof Parsed.Understood(Query query)) {
            String filter = query.filter(column).orElseThrow();
            assertThat(Query.ALL.withFilter(column, filter)).isEqualTo(new Parsed.Understood(query));
        }
    }

    @Property
    void everyQueryParsesFromItsText(@ForAll("queries") Query query) {
        assertThat(Query.parse(query.toString())).isEqualTo(new Parsed.Understood(query));
    }

    @Property
    void whatIsUnknownMatchesNoComparison(@ForAll("comparisons") Criterion comparison) {
        Row unknown = new Row(Views.node("b"), null);
        if (comparison instanceof Criterion.OfAmount amount
                && amount.meaning().value().at(unknown, 1) == null) {
            assertThat(comparison.matches(unknown, 1)).isFalse();
        }
    }

    /** Text of the pieces of which queries are made, and of others. */
    @Provide
    Arbitrary<String> scraps() {
        Arbitrary<String> pieces = Arbitraries.of(
                "util", "model", "state", "mem", "seen", "nosuch", ":", "=", "!=", ">", ">=", "<", "<=", "-", "or",
                "OR", " ", "  ", "\"", "\\", "n/a", "80", "1.5", "GiB", "%", "m", "°C", "a6000", "down", "!", ",");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(4);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(12, pieces), net.jqwik.api.Tuple.of(1, any))
                .list()
                .ofMaxSize(14)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<Query> queries() {
        Arbitrary<Criterion> criteria = Arbitraries.oneOf(texts().map(Criterion.Anywhere::new), comparisons());
        Arbitrary<Term> terms =
                Combinators.combine(Arbitraries.of(true, false), criteria).as(Term::new);
        return terms.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(3).map(Query::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("abAB09-:=<>!\\\"/ °ü")
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    @Provide
    Arbitrary<Criterion> comparisons() {
        return Arbitraries.of(Column.class).flatMap(QueryPropertyTest::comparisons);
    }

    private static Arbitrary<Criterion> comparisons(Column column) {
        Arbitrary<Criterion> known = Arbitraries.of(true, false).map(wanted -> new Criterion.Known(column, wanted));
        return Arbitraries.oneOf(
                known,
                switch (column.meaning()) {
                    case Amount amount -> ofAmount(column, amount);
                    case Words words -> ofWords(column, words);
                });
    }

    private static Arbitrary<Criterion> ofAmount(Column column, Amount amount) {
        Arbitrary<Operator> operators = Arbitraries.of(Arrays.stream(Operator.values())
                .filter(operator -> operator != Operator.CONTAINS)
                .toList());
        List<Unit.Symbol> symbols = amount.unit().symbols();
        Arbitrary<Unit.Symbol> units =
                symbols.isEmpty() ? Arbitraries.just(amount.unit().usual()) : Arbitraries.of(symbols);
        return Combinators.combine(
                        operators,
                        Arbitraries.bigDecimals()
                                .between(java.math.BigDecimal.valueOf(-1e6), java.math.BigDecimal.valueOf(1e6))
                                .ofScale(3),
                        units)
                .as((operator, number, unit) -> new Criterion.OfAmount(
                        column, amount, operator, new Magnitude(number, unit.text(), unit.factor())));
    }

    private static Arbitrary<Criterion> ofWords(Column column, Words words) {
        Arbitrary<String> texts = words.vocabulary().isEmpty() ? texts() : Arbitraries.of(words.vocabulary());
        return Combinators.combine(Arbitraries.of(Operator.CONTAINS, Operator.EQUAL, Operator.NOT_EQUAL), texts)
                .as((operator, text) -> new Criterion.OfWords(column, words, operator, text));
    }
}
