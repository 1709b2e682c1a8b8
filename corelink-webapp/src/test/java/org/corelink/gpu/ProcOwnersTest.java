package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.corelink.gpu.GpuProcess.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcOwnersTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @TempDir
    Path proc;

    @Test
    void aProcessHasAUserAndACommand() throws IOException {
        process(7, "python\0train.py\0--epochs\0" + "3\0", "0::/user.slice\n", 100);
        Owner owner = new ProcOwners(proc).owner(7);
        assertThat(owner.user()).isEqualTo(Files.getOwner(proc).getName());
        assertThat(owner.command()).isEqualTo("python train.py --epochs 3");
        assertThat(owner.container()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0::/system.slice/docker-%s.scope",
        "12:devices:/docker/%s",
        "0::/machine.slice/libpod-%s.scope/container",
        "0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-%s.scope"
    })
    void aContainerIsKnownByTheFirstDigitsOfItsId(String group) throws IOException {
        process(7, "x\0", group.formatted(ID) + "\n", 100);
        assertThat(new ProcOwners(proc).owner(7).container()).isEqualTo("0123456789ab");
    }

    @Test
    void aProcessThatIsNotVisibleIsUnknown() {
        assertThat(new ProcOwners(proc).owner(7)).isEqualTo(Owner.UNKNOWN);
    }

    @Test
    void anotherProcessWithTheSameIdIsNotMistakenForTheFirst() throws IOException {
        process(7, "first\0", "", 100);
        ProcOwners owners = new ProcOwners(proc);
        assertThat(owners.owner(7).command()).isEqualTo("first");
        process(7, "second\0", "", 100);
        assertThat(owners.owner(7).command()).as("read once").isEqualTo("first");
        process(7, "second\0", "", 200);
        assertThat(owners.owner(7).command()).isEqualTo("second");
        Files.delete(proc.resolve("7/stat"));
        assertThat(owners.owner(7)).isEqualTo(Owner.UNKNOWN);
    }

    @Test
    void aHostileCommandLineIsCutAndMadePrintable() throws IOException {
        process(7, "\u001b[31m\u202e" + "x".repeat(10_000), "", 100);
        assertThat(PrintableText.isPrintable(
                        String.valueOf(new ProcOwners(proc).owner(7).command()), Owner.MAX_COMMAND_LENGTH))
                .isTrue();
    }

    @Test
    void thisProcessIsSeen() {
        Owner owner =
                new ProcOwners(Path.of("/proc")).owner(ProcessHandle.current().pid());
        assertThat(owner.command()).contains("java");
        assertThat(owner.user()).isEqualTo(System.getProperty("user.name"));
    }

    private void process(int pid, String command, String group, int startTime) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(folder.resolve("cmdline"), command);
        Files.writeString(folder.resolve("cgroup"), group);
        Files.writeString(folder.resolve("stat"), pid + " (a) b) S" + " 1".repeat(18) + " " + startTime + " 5 5\n");
    }
}
