package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.corelink.login.Role;
import org.junit.jupiter.api.Test;

class PamCommandTest {
    @Test
    void containerStartsTheSameProcess() throws IOException {
        List<String> here = new PamCommand("SERVICE", Set.of()).arguments(Path.of("FOLDER"));
        List<String> options = here.subList(1, here.indexOf("-cp"));
        String script = Files.readString(Path.of("..", "docker", "pam-process"));
        String started = script.substring(script.indexOf("/bin/java"), script.indexOf("|| exit"));
        List<String> words = List.of(started.split("[\\s\\\\]+"));
        assertThat(words.subList(1, words.indexOf("-cp"))).isEqualTo(options);
        assertThat(words).contains(PamServer.class.getName()).containsAll(Role.groupNames());
        assertThat(words.subList(words.indexOf(PamServer.class.getName()) + 3, words.size()))
                .containsExactlyInAnyOrderElementsOf(Role.groupNames());
    }

    /** Linux-PAM looks for what a file includes in /etc/pam.d alone. */
    @Test
    void containerFollowsTheRulesOfItsHost() throws IOException {
        assertThat(Files.readString(Path.of("..", "docker", "Dockerfile")))
                .contains(
                        "rm -rf /etc/pam.d /etc/security",
                        "for file in passwd group shadow gshadow nologin pam.d security; do ln -sf /host/etc/$file"
                                + " /etc/$file");
    }
}
