package org.corelink.host.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostProbeTest {
    @Test
    void homeIsTheEnvironmentsOwn() {
        ProcessFacts facts = new HostProbe(Map.of("HOME", "/home/anna")).process();
        assertThat(facts.user().home()).isEqualTo(Path.of("/home/anna"));
        assertThat(facts.user().sudo()).isFalse();
    }

    @Test
    void underSudoTheHomeOfTheInvokingUserCounts() throws Exception {
        assumeTrue(new HostProbe(Map.of()).process().root(), "sudo makes root; this is another user");
        Path expected = PasswdFile.homeOf("daemon", Files.readString(Path.of("/etc/passwd")))
                .orElseThrow();
        ProcessFacts facts = new HostProbe(Map.of("HOME", "/root", "SUDO_USER", "daemon")).process();
        assertThat(facts.user()).isEqualTo(new InvokingUser("daemon", expected, true));
    }

    @Test
    void rootBySudoFromRootIsRoot() {
        ProcessFacts facts = new HostProbe(Map.of("HOME", "/root", "SUDO_USER", "root")).process();
        assertThat(facts.user().sudo()).isFalse();
    }

    @Test
    void firstFreePortIsTheKernels() throws Exception {
        Process cat = new ProcessBuilder("cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start").start();
        String kernels = new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(new HostProbe(Map.of()).process().firstFreePort()).hasToString(kernels);
    }

    @Test
    void thisMachineHasANameAndLoopback() throws Exception {
        HostProbe probe = new HostProbe(Map.of());
        assertThat(probe.hostName()).isNotBlank().doesNotContain("\n");
        assertThat(probe.attachments())
                .anyMatch(attachment -> attachment.address().isLoopbackAddress());
    }

    @Test
    void homesAreReadFromThePasswdFileAndBrokenLinesPassedOver() {
        String text = "broken\nanna:x:1000:1000:Anna,,,:/home/anna:/bin/bash\nrelative:x:1:1::tmp:/bin/sh\n";
        assertThat(PasswdFile.homeOf("anna", text)).contains(Path.of("/home/anna"));
        assertThat(PasswdFile.homeOf("relative", text)).isEmpty();
        assertThat(PasswdFile.homeOf("nobody", text)).isEmpty();
    }
}
