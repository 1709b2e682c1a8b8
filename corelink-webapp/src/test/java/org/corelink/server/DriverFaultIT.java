package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.nvml.FakeNvml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees on the page of a machine, in a real Chromium, while its GPUs and their driver fail. */
class DriverFaultIT {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int GPUS = 4;

    @TempDir
    static Path folder;

    private static TestAccount account;
    private static FakeNvml nvml;
    private static ServerProcess console;

    private TestBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        account = TestAccount.create("corelink-driver");
        nvml = FakeNvml.in(folder.resolve("nvml")).show(working());
        Map<String, String> environment = TestConsole.environment(
                folder,
                TestConsole.installFakeNvidiaSmi(folder),
                Map.of("LD_LIBRARY_PATH", nvml.library().getParent().toString()));
        console = ServerProcess.start(List.of(), WAR, environment);
    }

    @AfterAll
    static void end() throws Exception {
        try (var _ = account;
                var _ = console) {
            // Closed whether or not the other could be.
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser = new TestBrowser(console.port());
        browser.signIn("", account);
        browser.await("the link to this machine", () -> browser.is("a[href*='machine.xhtml']"));
        browser.find("a[href*='machine.xhtml']").click();
        browser.await(
                "its GPUs", () -> card(0).contains("90 %") && card(GPUS - 1).contains("93 %"));
    }

    @AfterEach
    void mendAndClose() throws IOException {
        nvml.show(working());
        browser.close();
    }

    private static FakeMachine working() {
        return FakeMachine.dataCentre(GPUS);
    }

    private String card(int gpu) {
        List<String> cards = browser.texts(".gpus-now .card");
        return cards.size() <= gpu ? "" : cards.get(gpu).replaceAll("\\s+", " ");
    }

    private String state() {
        return browser.texts(".machine-head .state").getFirst();
    }

    private String page() {
        return browser.find("#machine").getText().replaceAll("\\s+", " ");
    }

    private void picture(String name) throws IOException {
        browser.size(1_400, 1_000);
        browser.picture(PICTURES.resolve(name + ".png"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aLostGpuIsNamedAndTheOthersGoOn() throws IOException {
        nvml.show(working().setAll(1, "!15").set(2, "util.gpu", 7));
        browser.await("the lost one", () -> card(1).contains("GPU is lost"));
        browser.await("the others", () -> card(2).contains("7 %"));
        assertThat(card(1)).contains("H100 80GB HBM3").contains("n/a").doesNotContain("91 %");
        assertThat(state()).isEqualTo("online – GPU 1: GPU is lost");
        picture("driver-gpu-lost");
        nvml.show(working());
        browser.await("it is back", () -> card(1).contains("91 %"));
        assertThat(state()).isEqualTo("online");
    }

    @Test
    void stripTableAndMachineAgreeOnWhatIsInTroubleAndNeedNoReload() throws IOException {
        browser.open("");
        browser.await("a live connection", () -> browser.is("#connection[data-state=live]"));
        browser.await(
                "nothing in trouble",
                () -> !browser.is("tr.in-trouble") && trouble().equals("0"));
        nvml.show(working().setAll(1, "!15"));
        browser.await("the mark", () -> browser.is("tr.is-online.in-trouble [data-cell=state]"));
        browser.await("the figure", () -> trouble().equals("1"));
        browser.find("a[href*='machine.xhtml']").click();
        browser.await("the machine", () -> browser.is("#machine.in-trouble"));
        browser.open("");
        browser.await("a live connection", () -> browser.is("#connection[data-state=live]"));
        assertThat(browser.is("tr.in-trouble")).as("as the server renders it").isTrue();
        nvml.show(working());
        browser.await(
                "nothing in trouble again",
                () -> !browser.is("tr.in-trouble") && trouble().equals("0"));
        assertThat(browser.complaints()).isEmpty();
    }

    private String trouble() {
        return browser.texts("[data-figure=trouble]").getFirst();
    }

    @Test
    void aDriverThatHangsIsSaidAndNothingOldIsShownForLive() throws IOException {
        nvml.show(working().set("hang", "0.temperature"));
        browser.await("that it does not answer", () -> state().contains("for 10 s"));
        assertThat(card(0)).contains("H100 80GB HBM3").contains("PCIe now n/a").doesNotContain("90 %");
        browser.await("that it still does not", () -> state().contains("for 20 s"));
        assertThat(state()).isEqualTo("online – no answer from the GPU driver for 20 s");
        assertThat(page()).containsPattern("Age of their newest reading: 2[0-9] s");
        picture("driver-hangs");
        nvml.show(working());
        browser.await("an answer", () -> card(0).contains("90 %"));
        assertThat(state()).isEqualTo("online");
    }

    @Test
    void aDriverThatIsUnloadedIsSaidInItsOwnWordsAndFoundAgain() throws IOException {
        nvml.show(working().set("session", "2").set("init", "!9"));
        browser.await("that it is gone", () -> page().contains("NVML: Driver Not Loaded"));
        browser.await("nothing old", () -> card(0).contains("n/a") && !card(0).contains("90 %"));
        picture("driver-unloaded");
        nvml.show(working().set("session", "3"));
        browser.await("it is loaded again", () -> card(0).contains("90 %"));
    }
}
