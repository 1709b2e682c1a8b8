package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.corelink.gossip.Mode;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.PamQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the account without PAM opens nothing but the one run that the build makes. */
class RehearsalTest {
    private static final OneAccount ACCOUNT = new OneAccount("secret");

    @TempDir
    private Path data;

    /** This JVM makes no cache, as none does that people use. */
    @Test
    void rehearsalIsRefusedInAJvmThatMakesNoCacheAndLeavesNothing() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        Path state = data.resolve("state");
        ServerConfig config = new ServerConfig(
                "node",
                0,
                data,
                state,
                file,
                file,
                file,
                7_000,
                List.of("lo"),
                Mode.OPEN,
                file,
                LeastTls.TLS_1_3,
                0,
                "corelink",
                Optional.empty(),
                Optional.empty());
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> Rehearsal.start(config))
                .withMessageContaining("corelink --serve");
        assertThat(state).doesNotExist();
    }

    @Test
    void onlyTheOptionThatMakesACacheAllowsIt() {
        assertThat(ClassCache.isBeingMade(List.of("-Xmx256m", "-XX:AOTCacheOutput=corelink.aot")))
                .isTrue();
        assertThat(ClassCache.isBeingMade(List.of("-XX:AOTCache=corelink.aot", "-Dx=-XX:AOTCacheOutput=")))
                .isFalse();
    }

    @Test
    void noOtherMachineCanConnectToIt() {
        Tomcat tomcat = new Tomcat();
        tomcat.setConnector(new Connector());
        EmbeddedTomcat.limitToThisMachine(tomcat);
        assertThat(tomcat.getConnector().getProperty("address")).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @CsvSource({"corelink-viewer,''", "corelink-viewer,Secret", "root,secret", "'',secret"})
    void otherPasswordsAndOtherNamesAreRefused(String user, String password) {
        assertThat(ACCOUNT.ask(PamQuestion.signIn(user, password, ""))).isEqualTo(new PamAnswer.Refused());
    }

    @Test
    void onlyItsOwnNameIsThereStill() {
        assertThat(ACCOUNT.ask(PamQuestion.review("root"))).isEqualTo(new PamAnswer.Refused());
    }

    @Test
    void passwordIsNotInItsText() {
        assertThat(ACCOUNT.toString()).doesNotContain("secret");
    }
}
