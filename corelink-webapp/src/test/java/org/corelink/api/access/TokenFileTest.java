package org.corelink.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    private final Logger log = Logger.getLogger(TokenFile.class.getName());
    private final List<String> said = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(java.text.MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        log.addHandler(listener);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(listener);
        log.setUseParentHandlers(true);
    }

    private TokenFile file(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(TokenFile.NAME), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return new TokenFile(file);
    }

    @Test
    void everyLineIsATokenAndRemarksAreNone() throws IOException {
        TokenFile file = file("# prometheus\n" + TOKEN + "\n\n" + OTHER + "\n", "rw-------");
        assertThat(file.accepts(TOKEN)).isTrue();
        assertThat(file.accepts(OTHER)).isTrue();
        assertThat(file.accepts("# prometheus")).isFalse();
        assertThat(file.accepts("")).isFalse();
        assertThat(file.accepts(TOKEN.substring(1))).isFalse();
    }

    @Test
    void withoutTheFileNoTokenIsRightAndNobodyComplains() {
        assertThat(new TokenFile(folder.resolve("none")).accepts(TOKEN)).isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void tokenThatIsTakenOutIsRefusedAtOnce() throws IOException {
        TokenFile file = file(TOKEN + "\n", "rw-------");
        assertThat(file.accepts(TOKEN)).isTrue();
        file(OTHER + "\n", "rw-------");
        assertThat(file.accepts(TOKEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void fileThatOthersCanReachIsRefusedWithWordsOnce(String permissions) throws IOException {
        TokenFile file = file(TOKEN + "\n", permissions);
        assertThat(file.accepts(TOKEN)).isFalse();
        assertThat(file.accepts(TOKEN)).isFalse();
        assertThat(said).singleElement().asString().contains(permissions, "chmod 600");
        file(TOKEN + "\n", "rw-------");
        assertThat(file.accepts(TOKEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "0123456789abcdef 0123456789abcdef",
                "\u0000\u0000\u0000\u0000",
                "ä23456789abcdef0123456789abcdef0"
            })
    void lineThatIsNoTokenIsSaid(String line) throws IOException {
        assertThat(file(line + "\n" + TOKEN + "\n", "rw-------").accepts(TOKEN)).isFalse();
        assertThat(said).singleElement().asString().contains("openssl rand -hex 32");
    }

    @Test
    void linkAndFolderAreRefused() throws IOException {
        file(TOKEN + "\n", "rw-------");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve(TokenFile.NAME));
        assertThat(new TokenFile(link).accepts(TOKEN)).isFalse();
        assertThat(new TokenFile(Files.createDirectory(folder.resolve("folder"))).accepts(TOKEN))
                .isFalse();
        assertThat(said).hasSize(2);
    }
}
