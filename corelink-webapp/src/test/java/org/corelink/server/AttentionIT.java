package org.corelink.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks at nothing but a machine's own page gets it fresh, and a machine that nobody looks at rests. */
class AttentionIT {
    /** Ten seconds after the first reading, which is a change, and some. */
    private static final Duration UNTIL_REST = Duration.ofSeconds(40);

    /** An idle machine is read four times in it. */
    private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void ownPageMakesSamplesQuick() throws Exception {
        try (TestAccount account = TestAccount.create("corelink-look");
                TestNetwork network = TestNetwork.create();
                Neighbour machine = new Neighbour("alone", network.addHost("alone"), folder, account)) {
            machine.host().plugIn();
            machine.start();
            String page = "machine.xhtml?id=" + machine.sees().id("alone");
            machine.await(
                    "rest",
                    UNTIL_REST,
                    _ -> samples(machine).last().isBefore(Instant.now().minusSeconds(3)));
            int before = samples(machine).number();
            machine.await("quick samples", TWENTY_SECONDS, _ -> look(machine, page) >= before + 10);
        }
    }

    private static int look(Neighbour machine, String page) {
        try {
            if (machine.asks(page).statusCode() != 200) {
                throw new AssertionError(page + " is not there");
            }
            return samples(machine).number();
        } catch (IOException e) {
            throw new AssertionError(machine.name() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Neighbour.Samples samples(Neighbour machine) {
        try {
            return machine.samples();
        } catch (IOException e) {
            throw new AssertionError("the stand-in of nvidia-smi has noted nothing", e);
        }
    }
}
