package org.corelink.host.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.corelink.host.check.Finding.Severity;
import org.junit.jupiter.api.Test;

class ServePrerequisitesTest {
    private static final InvokingUser ANNA = new InvokingUser("anna", Path.of("/home/anna"), false);
    private static final ProcessFacts ROOT = new ProcessFacts(ANNA, true, true, 1_024, true, "login");
    private static final ProcessFacts USER = new ProcessFacts(ANNA, false, false, 1_024, true, "login");

    @Test
    void rootHasEverything() {
        assertThat(Prerequisites.forServe(ROOT, 443)).isEmpty();
    }

    @Test
    void userOnPort443IsToldOfSudoAndOfAnotherPort() {
        Finding finding = Prerequisites.forServe(USER, 443).getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.text()).contains("Port 443 needs root").contains("below 1024");
        assertThat(finding.advice()).contains("sudo corelink --serve").contains("--port 8443");
    }

    @Test
    void userOnAHighPortIsOnlyWarnedThatNobodyElseCanSignIn() {
        List<Finding> findings = Prerequisites.forServe(USER, 8_443);
        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.WARN);
        assertThat(findings.getFirst().text()).contains("anna only");
    }

    @Test
    void anyFreePortNeedsNoRoot() {
        assertThat(Prerequisites.forServe(USER, 0))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARN);
    }

    @Test
    void machineThatFreesPort443LetsAUserHaveIt() {
        ProcessFacts freed = new ProcessFacts(ANNA, false, false, 80, true, "login");
        assertThat(Prerequisites.forServe(freed, 443))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARN);
    }

    @Test
    void capabilityLetsAUserHavePort443() {
        ProcessFacts capable = new ProcessFacts(ANNA, false, true, 1_024, true, "login");
        assertThat(Prerequisites.forServe(capable, 443))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARN);
    }

    @Test
    void missingPamIsAFailureWithItsPackage() {
        ProcessFacts bare = new ProcessFacts(ANNA, true, true, 1_024, false, "login");
        assertThat(Prerequisites.forServe(bare, 443))
                .singleElement()
                .satisfies(finding -> assertThat(finding.advice()).contains("libpam0g"));
    }
}
