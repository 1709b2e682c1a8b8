package org.corelink.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.corelink.server.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cable of the kernel's own, asked through the real call. Needs root. */
class VethIT {
    private static final String ONE_END = "ceth" + ProcessHandle.current().pid();
    private static final String OTHER_END = ONE_END + "p";

    private final KernelLinkSource source = KernelLinkSource.ofThisMachine(() -> List.of(ONE_END));

    @BeforeEach
    void plugIn() throws IOException {
        Shell.run("ip", "link", "add", ONE_END, "type", "veth", "peer", "name", OTHER_END);
    }

    @AfterEach
    void remove() throws IOException {
        Shell.run("ip", "link", "delete", ONE_END);
    }

    @Test
    void vethTellsItsSpeedAndNoBestOne() throws IOException {
        Shell.run("ip", "link", "set", ONE_END, "up");
        Shell.run("ip", "link", "set", OTHER_END, "up");
        assertThat(new EthtoolIoctl().settings(ONE_END)).contains(new LinkSettings(10_000, 0, Duplex.FULL));
        assertThat(source.links()).containsExactly(new NetworkLink(ONE_END, 10_000, 0, Duplex.FULL));
    }

    @Test
    void interfaceThatIsGoneIsUnknown() throws IOException {
        Shell.run("ip", "link", "set", ONE_END, "name", OTHER_END + "x");
        try {
            assertThat(source.links()).containsExactly(NetworkLink.unknown(ONE_END));
        } finally {
            Shell.run("ip", "link", "set", OTHER_END + "x", "name", ONE_END);
        }
    }
}
