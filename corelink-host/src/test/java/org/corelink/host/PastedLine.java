package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

/** The line that an invitation prints, and that a person pastes on the machine that is to join. */
final class PastedLine {
    private PastedLine() {}

    /** As a person does it: the line that one prints is pasted on the other. */
    static void join(ServedMachine inviting, ServedMachine joining) throws Exception {
        Process invitation = inviting.start("", "--invite");
        BufferedReader said = invitation.inputReader();
        Matcher line = pasted(said);
        String token = line.group(3);
        Process join = joining.start(token + "\n", "--join", line.group(1), "--ca-hash", line.group(2));
        assertThat(processList()).contains("--invite", "--join").doesNotContain(token);
        String words = new String(join.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (join.waitFor() != 0) {
            invitation.destroy();
            throw new AssertionError(
                    words + "and the other end: " + said.lines().toList());
        }
        assertThat(words).contains("has let this machine in").doesNotContain(token);
        assertThat(said.lines().toList()).contains(joining.name() + " has joined.");
        assertThat(invitation.waitFor()).isZero();
        assertThat(joining.run(4, token, "--join", line.group(1), "--ca-hash", line.group(2)))
                .as("the same line again")
                .contains("Nobody answers");
    }

    static Matcher pasted(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("--join")) {
                return ServedMachine.find("--join (\\S+) --ca-hash (\\S+) <<< (\\S+)", line);
            }
        }
        throw new AssertionError("it printed no line to paste");
    }

    /** The arguments of all processes, as every user of the machine may read them. */
    private static String processList() throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-eww", "-o", "args").start();
        String list = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ps.waitFor()).isZero();
        return list;
    }
}
