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
        List<String> here = new PamCommand(Path.of("SERVICES"), "SERVICE", Set.of()).arguments(Path.of("FOLDER"));
        List<String> options = here.subList(1, here.indexOf("-cp"));
        String script = Files.readString(Path.of("..", "docker", "pam-process"));
        String started = script.substring(script.indexOf("/bin/java"), script.indexOf("|| exit"));
        List<String> words = List.of(started.split("[\\s\\\\]+"));
        assertThat(words.subList(1, words.indexOf("-cp"))).isEqualTo(options);
        assertThat(words).contains(PamServer.class.getName()).containsAll(Role.groupNames());
        assertThat(words).as("the host's rules, not the image's").contains("/host/etc/pam.d");
        assertThat(words.subList(words.indexOf(PamServer.class.getName()) + 4, words.size()))
                .containsExactlyInAnyOrderElementsOf(Role.groupNames());
    }
}
