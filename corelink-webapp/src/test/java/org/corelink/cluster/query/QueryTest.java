package org.corelink.cluster.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Row;
import org.corelink.cluster.Views;
import org.corelink.gossip.MemberState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final long NOW = TimeUnit.MINUTES.toNanos(10);

    /** Three GPUs of an RTX 4090, 12.0 of 24.0 GiB, 71 °C, 310 of 450 W, no fan; the last does not tell its use. */
    private static final NodeView BUSY =
            Views.heardAt(Views.node("gpu-07", 97, 5, null), NOW - TimeUnit.SECONDS.toNanos(12));

    private static final NodeView BARE =
            Views.heardAt(Views.with(Views.node("rack 7"), MemberState.DOWN, "port closed"), 0);

    /** Keys of the wanted rows of both machines. */
    private static String wanted(String query) {
        assertThat(Query.parse(query)).isInstanceOf(Parsed.Understood.class);
        Query understood = ((Parsed.Understood) Query.parse(query)).query();
        return String.join(
                " ",
                Stream.concat(Row.of(BUSY), Row.of(BARE))
                        .filter(understood.at(NOW))
                        .map(row -> row.key().replace("gpu-07/", "").replace("rack 7/", ""))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | 0 1 2 -",
                "'  '                      | 0 1 2 -",
                "4090                      | 0 1 2",
                "GPU-07                    | 0 1 2",
                "10.0.0.                   | 0 1 2 -",
                "\"rack 7\"                | -",
                "nothing                   | ''",
                "util>5                    | 0",
                "util>=5                   | 0 1",
                "util<97                   | 1",
                "util<=97                  | 0 1",
                "util=97                   | 0",
                "util:97                   | 0",
                "util!=97                  | 1",
                "util=n/a                  | 2 -",
                "util!=n/a                 | 0 1",
                "-util>5                   | 1 2 -",
                "util > 5 temp<80          | 0",
                "util>5 or state:down      | 0 -",
                "gpu:1 or gpu:2            | 1 2",
                "UTIL>5                    | 0",
                "model:4090 -gpu=0         | 1 2",
                "model=\"geforce rtx 4090\"| 0 1 2",
                "model=4090                | ''",
                "model!=4090               | 0 1 2 -",
                "state:down                | -",
                "state:do                  | -",
                "state=online              | 0 1 2",
                "trouble:down              | -",
                "mem>11.9                  | 0 1 2",
                "mem>11.9GiB               | 0 1 2",
                "mem > 11.9 gib            | 0 1 2",
                "mem=12                    | 0 1 2",
                "mem>=12283MiB             | ''",
                "mem<13GB                  | 0 1 2",
                "mem>=50%                  | 0 1 2",
                "mem>50.1 %                | ''",
                "memfree>11                | 0 1 2",
                "power>0.3kW               | 0 1 2",
                "power>60%                 | 0 1 2",
                "temp>70°C                 | 0 1 2",
                "nic<10                    | 0 1 2 -",
                "nic<100%                  | 0 1 2 -",
                "nic=1Gbit/s               | 0 1 2 -",
                "drift>2                   | 0 1 2 -",
                "drift<0.1s                | 0 1 2 -",
                "seen>3m                   | -",
                "seen<1min                 | 0 1 2",
                "seen>=10min               | -",
                "up>1d up<2d               | 0 1 2 -",
                "pcie:gen4                 | 0 1 2",
                "pcie=x16                  | 0 1 2",
                "fan>0                     | ''",
                "-fan>0                    | 0 1 2 -",
            })
    void rowsAreWantedByName(String query, String keys) {
        assertThat(wanted(query)).isEqualTo(keys);
    }

    @Test
    void negationTakesExactlyTheOtherRows() {
        List<String> all =
                Stream.concat(Row.of(BUSY), Row.of(BARE)).map(Row::key).toList();
        for (String query : List.of("util>5", "model:4090", "state:down", "fan=n/a", "4090")) {
            assertThat(wanted(query).length() + wanted("-" + query).length())
                    .as(query)
                    .isPositive();
            assertThat(Stream.of(
                            (wanted(query) + " " + wanted("-" + query)).strip().split(" +")))
                    .as(query)
                    .hasSize(all.size())
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "utl>80          | There is no column \"utl\". Did you mean \"util\"?          | 1",
                "a temperature>80| Did you mean \"temp\"?                                      | 3",
                "zzzzzzz:1       | The columns are: node, state, gpu                           | 1",
                ">80             | The name of a column is missing                             | 1",
                "util>           | A value is missing after \"util>\"                          | 6",
                "util>many       | \"many\" is no number. Write it like util>80%               | 6",
                "util>-          | \"-\" is no number                                          | 6",
                "util>80GHz      | \"GHz\" is no unit of util: it has %                        | 8",
                "gpu=1W          | \"W\" is no unit of gpu, which has none                     | 6",
                "mem>1m          | it has GiB, MiB, TiB, GB, MB, TB, %                         | 6",
                "temp>50%        | \"%\" is no unit of temp                                    | 8",
                "util>1e3        | \"e3\" is no unit of util                                   | 7",
                "util>1,5        | \",5\" is no unit of util                                   | 7",
                "model>a         | model holds text, which is not compared by \">\"            | 6",
                "state:gone      | state is never \"gone\": it is one of online                | 7",
                "state=dow       | state is never \"dow\"                                      | 7",
                "model:\"a6000   | This quote is not closed                                    | 7",
                "a \"\"          | There is nothing between the quotes                         | 3",
                "or a            | \"or\" needs a condition on both sides                      | 1",
                "a or            | \"or\" needs a condition on both sides                      | 3",
                "a or or b       | \"or\" needs a condition on both sides                      | 6",
            })
    void wrongQueryIsExplainedWithItsPlace(String query, String message, int character) {
        assertThat(Query.parse(query)).isInstanceOfSatisfying(Parsed.Misunderstood.class, wrong -> {
            assertThat(wrong.message()).contains(message).endsWith("(at character " + character + ")");
            assertThat(wrong.place()).isEqualTo(character - 1);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' util > 80  %  '     | util>80%",
                "UTIL:080.50           | util=80.50",
                "a   OR  b             | a or b",
                "\"a\" \"b c\"         | a \"b c\"",
                "model:\"n/a\"         | model:\"n/a\"",
                "fan:N/A               | fan=n/a",
                "\"or\" \"-a\" \"a:b\" | \"or\" \"-a\" \"a:b\"",
                "up>3 D                | up>3d",
                "'say \"a \\\" b\"'    | 'say \"a \\\" b\"'",
            })
    void everyQueryHasOneUsualForm(String written, String usual) {
        assertThat(Query.parse(written))
                .isInstanceOfSatisfying(
                        Parsed.Understood.class,
                        understood -> assertThat(understood.query().toString()).isEqualTo(usual));
    }

    @Test
    void lengthAndConditionsAreBounded() {
        assertThat(Query.parse("a".repeat(Query.MAX_LENGTH))).isInstanceOf(Parsed.Understood.class);
        assertThat(Query.parse("a".repeat(Query.MAX_LENGTH + 1))).isInstanceOf(Parsed.Misunderstood.class);
        assertThat(Query.parse("a ".repeat(Query.MAX_TERMS))).isInstanceOf(Parsed.Understood.class);
        assertThat(Query.parse("a ".repeat(Query.MAX_TERMS + 1))).isInstanceOf(Parsed.Misunderstood.class);
        assertThat(Query.parse("a or ".repeat(Query.MAX_TERMS) + "a")).isInstanceOf(Parsed.Misunderstood.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | util  | >80          | util>80",
                "util>80             | util  | ''           | ''",
                "a util>80 gpu=1     | util  | <5           | a gpu=1 util<5",
                "a6000               | model | a100         | a6000 model:a100",
                "a                   | util  | '>=40 <=60'  | a util>=40 util<=60",
                "a                   | model | '-\"b c\"'   | a -model:\"b c\"",
                "a                   | model | '=b !=c'     | a model=b model!=c",
                "a or b              | temp  | >80          | a temp>80 or b temp>80",
                "util>1              | util  | 97           | util=97",
            })
    void filterOfAColumnIsPartOfTheQuery(String query, String column, String filter, String expected) {
        Query before = ((Parsed.Understood) Query.parse(query)).query();
        Parsed after = before.withFilter(Column.ofKey(column).orElseThrow(), filter);
        assertThat(after).isInstanceOfSatisfying(Parsed.Understood.class, understood -> {
            assertThat(understood.query().toString()).isEqualTo(expected);
            // What the filter shows afterwards says the same.
            String shown = understood
                    .query()
                    .filter(Column.ofKey(column).orElseThrow())
                    .orElseThrow();
            assertThat(before.withFilter(Column.ofKey(column).orElseThrow(), shown))
                    .isEqualTo(after);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "80 or 90", ">many", "\"a"})
    void wrongFilterIsExplained(String filter) {
        assertThat(Query.ALL.withFilter(Column.UTILIZATION, filter)).isInstanceOf(Parsed.Misunderstood.class);
    }

    @Test
    void columnThatDiffersBetweenAlternativesHasNoFilter() {
        Query query = ((Parsed.Understood) Query.parse("util>80 or state:down")).query();
        assertThat(query.filter(Column.UTILIZATION)).isEmpty();
        assertThat(query.filter(Column.MODEL)).contains("");
        assertThat(query.withFilter(Column.UTILIZATION, ">1")).isInstanceOf(Parsed.Misunderstood.class);
        assertThat(query.columns()).containsExactlyInAnyOrder(Column.UTILIZATION, Column.STATE);
    }
}
