package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.NodeId;
import org.corelink.gpu.PrintableText;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Machines on the LAN that say scripts in every field that holds text: pages show them literally, and run none. */
@ArquillianTest
class HostileTextIT {
    /** As many machines at once as one page of the table shows. */
    private static final int MACHINES = 125;

    private static final int MAX_VERSION = 32;
    private static final int MAX_INTERFACE = 15;

    private static final String VERSION = "[data-cell=version]";

    /**
     * A page that shows what machines say.
     *
     * @param path where it is
     * @param cells CSS selectors: each of them must show every text
     * @param next CSS selector of the link to where more of them are
     */
    private record Page(String path, List<String> cells, String next) {}

    /** A new page that shows what machines say is a new line. */
    private static final List<Page> PAGES = List.of(
            new Page(
                    "cluster.xhtml?size=250&cols=node,state,model,version",
                    List.of("[data-cell=node]", "[data-cell=model]", "[data-cell=state]", VERSION),
                    ".none"),
            new Page("machine.xhtml?id=00000bad00000001", List.of("main"), ".none"),
            new Page("events.xhtml?kind=%s", List.of(".events .name"), ".slice a[href*=before]"));

    @ArquillianResource
    private URL address;

    private long sequence = System.currentTimeMillis() / 1_000;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @Test
    void fiveHundredScriptsInEachFieldAreShownLiterally() throws Exception {
        List<String> texts = HostileTexts.all();
        assertThat(texts).hasSize(500).doesNotHaveDuplicates().allMatch(NodeId::isValid);
        try (TestAccount account = TestAccount.create("corelink-hostile");
                TestBrowser browser = new TestBrowser(address.getPort())) {
            browser.signIn("cluster.xhtml", account);
            for (int from = 0; from < texts.size(); from += MACHINES) {
                List<String> some = texts.subList(from, from + MACHINES);
                shout(some);
                awaitHeard(browser, some);
                for (Page page : PAGES) {
                    String path = page.path().formatted(from == 0 ? "joined" : "renamed");
                    browser.open(path);
                    for (String cell : page.cells()) {
                        browser.await(path + " to show all in " + cell, () -> shows(browser, page, cell, some));
                    }
                    nothingHasRun(browser);
                }
            }
        }
    }

    /** On the page that is open: what is pushed into it is no less dangerous than what is rendered. */
    private static void awaitHeard(TestBrowser browser, List<String> texts) {
        browser.open("cluster.xhtml");
        browser.await("a live connection", () -> browser.is("#connection[data-state=live]"));
        browser.await(
                "them on the page",
                () -> browser.texts("[data-cell=node]").stream().anyMatch(texts::contains));
        nothingHasRun(browser);
    }

    private static boolean shows(TestBrowser browser, Page page, String cell, List<String> texts) {
        String here = browser.place();
        List<String> shown = new ArrayList<>(browser.texts(cell));
        for (String more = more(browser, page); !more.isEmpty(); more = more(browser, page)) {
            browser.open(more);
            shown.addAll(browser.texts(cell));
        }
        if (!browser.place().equals(here)) {
            browser.open(here.substring(1));
        }
        // A machine says one of them.
        List<String> expected = page.path().startsWith("machine") ? texts.subList(1, 2) : texts;
        return expected.stream()
                .map(text -> cell.equals(VERSION) ? version(text) : text)
                .allMatch(text -> shown.stream().anyMatch(one -> one.contains(text)));
    }

    /** Where more of them are; empty if there is no more. */
    private static String more(TestBrowser browser, Page page) {
        return String.valueOf(
                browser.run("return document.querySelector(arguments[0])?.getAttribute('href') ?? ''", page.next()));
    }

    private static void nothingHasRun(TestBrowser browser) {
        assertThat(browser.run("return window.pwned")).isNull();
        assertThat(browser.run("""
            return document.querySelectorAll('main :is(img, iframe, object, style, base, meta, b, x, [onload],'
                + ' [onerror], [onmouseover], [href*="x.example"], [href^="javascript:"])').length
            """)).isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    private static String version(String text) {
        return PrintableText.cut(text, MAX_VERSION);
    }

    /** Each text by a machine of its own, in every field. The machines are the same each time, under other names. */
    private void shout(List<String> texts) throws IOException {
        sequence++;
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.88.1.1"), 0))) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
            InetAddress group = InetAddress.getByName(GossipConfig.GROUP);
            for (int i = 0; i < texts.size(); i++) {
                byte[] bytes = heartbeat(i, texts.get(i)).getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, group, TestConsole.gossipPort()));
            }
        }
    }

    private String heartbeat(int machine, String text) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "heartbeat")
                .put("node_id", text)
                .put("timestamp", "23NOV26 14:03:59utc")
                .put("seq", sequence)
                .put("epoch", sequence)
                .put("id", String.format("%016x", 0xbad_0000_0000L + machine))
                .put("inc", sequence * 1_000)
                .put("boot", 77)
                .put("f", 1)
                .put("net_kbps", 1.5)
                .put("link_speed", 1_000)
                .put("link_speed_max", 10_000)
                .put("ntp_drift", 0.002)
                .put("v", version(text))
                .put("nogpu", text)
                .put("clk", text)
                .put("krn", text)
                .put("err", text);
        json.putArray("src").add(PrintableText.cut(text, MAX_INTERFACE)).add(text);
        json.putArray("gpus").addObject().put("id", 0).put("model", text).put("limit", "4.0 x 16");
        json.putArray("driver").add(text);
        for (String column : List.of("util", "mem", "temp", "power")) {
            json.putArray(column).add(63);
        }
        return json.toString();
    }
}
