package org.corelink.login.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    @TempDir
    Path folder;

    @Test
    void linesGoToAFileOfTheOwnerAloneWhichIsChangedWhenItIsFull() throws Exception {
        Path path = folder.resolve("audit.log");
        AuditFile audit = new AuditFile(path, 100);
        for (int i = 0; i < 10; i++) {
            audit.record(AuditEvent.of("sign-in", "10.1.2.3", "user" + i));
        }
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(path)).contains("user9").hasSizeLessThan(250);
        assertThat(folder.resolve("audit.log.1")).exists();
        assertThat(folder.resolve("audit.log.2")).exists();
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void fileThatCannotBeWrittenStopsNothing() {
        new AuditFile(folder.resolve("nowhere/audit.log")).record(AuditEvent.of("sign-in", "10.1.2.3", "anna"));
        assertThat(folder).isEmptyDirectory();
    }
}
