package org.corelink.login.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.corelink.login.session.SavedSessions.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSessionsTest {
    private static final int NOBODY = 65_534;
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final Moment SAVED = new Moment("boot-1", 5 * HOUR, 100 * HOUR_MILLIS);

    private static final SignedInSession SESSION = new SignedInSession(
            "0af3",
            new UserPrincipal("änna \"\n", "f1"),
            Set.of(Role.VIEWER, Role.OPERATOR),
            "10.1.2.3",
            12 * HOUR,
            4 * HOUR,
            SAVED.nanos());

    private static final SavedSessions SESSIONS = new SavedSessions(SAVED, List.of(SESSION));

    @TempDir
    Path folder;

    @Test
    void textIsReadAsItWasWritten() {
        assertThat(SavedSessions.decode(SESSIONS.encode())).isEqualTo(SESSIONS);
    }

    @Test
    void onTheSameRunOfTheKernelTheMonotonicClockGoesOnWhateverTheWallClockSays() {
        assertThat(SESSIONS.goOn(new Moment("boot-1", 12 * HOUR - 1, 0))).containsExactly(SESSION);
        assertThat(SESSIONS.goOn(new Moment("boot-1", 12 * HOUR, 0))).isEmpty();
    }

    @Test
    void afterANewStartOfTheMachineTheWallClockTellsWhatIsLeft() {
        Moment twoHoursLater = new Moment("boot-2", HOUR, 102 * HOUR_MILLIS);
        assertThat(SESSIONS.goOn(twoHoursLater))
                .extracting(session -> session.deadlineNanos() - HOUR)
                .containsExactly(5 * HOUR);
        assertThat(SESSIONS.goOn(new Moment("boot-2", HOUR, 107 * HOUR_MILLIS))).isEmpty();
    }

    @Test
    void wallClockThatRanBackwardsEndsThemAll() {
        assertThat(SESSIONS.goOn(new Moment("boot-2", HOUR, 100 * HOUR_MILLIS - 1)))
                .isEmpty();
    }

    @Test
    void deadlineBeyondEightHoursIsNotBelieved() {
        assertThat(SESSIONS.goOn(new Moment("boot-1", 3 * HOUR, 0))).isEmpty();
    }

    @Test
    void everyCutOfTheTextIsRefused() {
        String text = SESSIONS.encode().strip();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatThrownBy(() -> SavedSessions.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "[]", "{\"version\":2}", "null", "{\"version\":1,\"boot\":7}"})
    void damagedFileIsSetAsideAndNobodyIsSignedIn(String text) throws Exception {
        Path path = Files.writeString(folder.resolve("sessions"), text);
        requireSetAside(path, text);
    }

    private void requireSetAside(Path path, String text) {
        assertThat(new SessionFile(path).load()).isEmpty();
        assertThat(path).doesNotExist();
        assertThat(folder.resolve("sessions.bad")).hasContent(text);
    }

    private Path saved() {
        long now = System.nanoTime();
        Path path = folder.resolve("sessions");
        new SessionFile(path)
                .save(List.of(new SignedInSession("0af3", SESSION.user(), SESSION.roles(), "", now + HOUR, now, now)));
        assertThat(new SessionFile(path).load()).as("as it is").hasSize(1);
        return path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
    void fileThatOthersMayWriteIsSetAside(String permissions) throws Exception {
        Path path = saved();
        String text = Files.readString(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        requireSetAside(path, text);
    }

    @Test
    void fileOfAnotherOwnerIsSetAside() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path path = saved();
        String text = Files.readString(path);
        Files.setAttribute(path, "unix:uid", NOBODY);
        requireSetAside(path, text);
    }

    @Test
    void fileOfWhoseFolderItIsCounts() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path path = saved();
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(folder, "unix:uid", NOBODY);
        assertThat(new SessionFile(path).load()).hasSize(1);
    }

    @Test
    void linkAndFolderInItsPlaceAreSetAside() throws Exception {
        Path path = saved();
        Path elsewhere = Files.move(path, folder.resolve("elsewhere"));
        Files.createSymbolicLink(path, elsewhere);
        assertThat(new SessionFile(path).load()).isEmpty();
        assertThat(path).doesNotExist();
        Files.createDirectory(path);
        assertThat(new SessionFile(path).load()).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void fileIsForItsOwnerOnlyAndHoldsNoIdThatOpensASession() throws Exception {
        Path path = folder.resolve("sessions");
        long now = System.nanoTime();
        SignedInSession session = new SignedInSession(
                SignedInSession.keyOf("secret-id"), SESSION.user(), SESSION.roles(), "", now + HOUR, now, now);
        new SessionFile(path).save(List.of(session));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(path)).doesNotContain("secret-id");
        assertThat(new SessionFile(path).load())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("usedNanos")
                .containsExactly(session);
    }
}
