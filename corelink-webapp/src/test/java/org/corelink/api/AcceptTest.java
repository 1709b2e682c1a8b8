package org.corelink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
    private static final List<String> THERE = List.of("text/plain", "application/openmetrics-text");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "none | text/plain",
                "'' | text/plain",
                "*/* | text/plain",
                "text/* | text/plain",
                "TEXT/PLAIN;version=0.0.4 | text/plain",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3 | application/openmetrics-text",
                "application/openmetrics-text;q=0.2, text/plain;q=0.3 | text/plain",
                "application/* | application/openmetrics-text",
                "*/*, text/plain;q=0 | application/openmetrics-text",
                "text/html, */*;q=0.1 | text/plain",
                "text/html | none",
                "application/xml;q=0.9,;;,= | none",
                "*/*;q=0 | none"
            })
    void bestOfWhatIsThereIsChosen(String header, String chosen) {
        assertThat(Accept.best(header, THERE).orElse(null)).isEqualTo(chosen);
    }
}
