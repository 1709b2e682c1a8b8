package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.seal.KeyringText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptKeyringTest {
    private static final Keyring RING = Keyring.of(0xC0FFEE, new GroupKey(7, Payload.of(new byte[32])));

    @TempDir
    Path folder;

    private ServerConfig config(Mode mode) {
        return config(folder, mode);
    }

    /** Settings of a console that keeps everything, its keys too, in that folder. */
    static ServerConfig config(Path folder, Mode mode) {
        return new ServerConfig(
                "node",
                0,
                folder,
                folder,
                folder,
                folder,
                folder,
                7_000,
                List.of(),
                mode,
                KeptKeyring.in(folder),
                LeastTls.TLS_1_3,
                0,
                "corelink",
                Optional.empty(),
                Optional.empty());
    }

    private void keep(String text, String permissions) throws IOException {
        Path file = Files.writeString(KeptKeyring.in(folder), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void keysAreReadWhereTheModeNeedsThem() throws Exception {
        keep(KeyringText.format(RING), "rw-------");
        assertThat(KeptKeyring.of(config(Mode.SEALED))).contains(RING);
        assertThat(KeptKeyring.of(config(Mode.MIXED))).contains(RING);
        assertThat(KeptKeyring.of(config(Mode.OPEN))).isEmpty();
    }

    @Test
    void missingKeysAreSaidWithTheWayOut() {
        refused(KeptKeyring.in(folder).toString(), "--gossip open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void keysThatOthersMayUseAreRefused(String permissions) throws IOException {
        keep(KeyringText.format(RING), permissions);
        refused("chmod 600 " + KeptKeyring.in(folder));
    }

    @Test
    void whatIsNoKeyRingIsRefusedWithoutRepeatingIt() throws IOException {
        keep("cluster = 00c0ffee00c0ffee\ncurrent = 7 hunter2\n", "rw-------");
        refused("current is not an epoch and 32 bytes").withMessageNotContaining("hunter2");
        keep("x".repeat(KeyringText.MAX_LENGTH + 1), "rw-------");
        refused("longer than 4096");
        Files.write(KeptKeyring.in(folder), new byte[] {(byte) 0xFF});
        refused("holds no keys");
    }

    private ThrowableAssertAlternative<StartException> refused(String... words) {
        return assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> KeptKeyring.of(config(Mode.SEALED)))
                .withMessageContainingAll(words);
    }
}
