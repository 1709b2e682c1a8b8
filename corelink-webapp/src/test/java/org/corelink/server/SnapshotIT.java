package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a page in a real Chromium asks for everything at once. */
@ArquillianTest
class SnapshotIT {
    private static TestAccount account;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-snapshot");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    /** Each message leads on from the one before, so that nothing is left to ask for. */
    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse", "long-polling"})
    void pageThatIsLiveAsksForNoSnapshotAgain(String transport) {
        try (TestBrowser browser = new TestBrowser(address.getPort())) {
            browser.signIn("?transport=" + transport, account);
            browser.await("a live page", () -> browser.is("#connection[data-state=live]"));
            browser.run("""
                window.shown = 0;
                document.addEventListener('corelink:shown', () => { window.shown += 1; });
                performance.clearResourceTimings();
                """);
            browser.await("five messages", () -> number(browser, "return window.shown") >= 5);
            assertThat(number(
                            browser,
                            "return performance.getEntriesByType('resource')"
                                    + ".filter((each) => each.name.includes('live/snapshot')).length"))
                    .isZero();
            assertThat(browser.find("#connection").getDomAttribute("data-transport"))
                    .isEqualTo(transport);
        }
    }

    private static long number(TestBrowser browser, String script) {
        return ((Number) Objects.requireNonNull(browser.run(script))).longValue();
    }
}
