package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.seal.KeyringText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the keys in use while somebody changes their file. */
class KeyringWatchTest {
    private static final Keyring FIRST = ring(1);
    private static final Keyring SECOND = ring(2);
    private static final Logger LOG = Logger.getLogger(KeyringWatch.class.getName());

    @TempDir
    Path folder;

    private final List<Keyring> given = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Handler ear = new Ear();
    private KeyringWatch watch;

    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord said) {
            if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(new SimpleFormatter().formatMessage(said));
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static Keyring ring(int epoch) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        Arrays.fill(secret, (byte) epoch);
        return Keyring.of(0xC0FFEE, new GroupKey(epoch, Payload.of(secret)));
    }

    @BeforeEach
    void useTheFirstRing() throws Exception {
        keep(KeyringText.format(FIRST));
        watch = watch(given::add);
        LOG.addHandler(ear);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void close() {
        watch.close();
        LOG.removeHandler(ear);
        LOG.setUseParentHandlers(true);
    }

    private KeyringWatch watch(Consumer<Keyring> gossip) {
        return new KeyringWatch(KeptKeyringTest.config(folder, Mode.SEALED), FIRST, gossip);
    }

    /** As the tool writes it: beside, and renamed. */
    private void keep(String text) throws Exception {
        Path unfinished = Files.writeString(folder.resolve("new"), text);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        Files.move(unfinished, KeptKeyring.in(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    @Test
    void unchangedFileChangesNothing() throws Exception {
        looks(3);
        keep("# written again, with the same keys\n" + KeyringText.format(FIRST));
        looks(1);
        assertThat(given).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void otherKeysAreGivenOnce() throws Exception {
        keep(KeyringText.format(SECOND));
        looks(3);
        assertThat(given).containsExactly(SECOND);
        keep(KeyringText.format(FIRST));
        looks(2);
        assertThat(given).containsExactly(SECOND, FIRST);
    }

    @Test
    void truncatedFileLeavesTheKeysIsSaidOnceAndCountsOnceItIsWhole() throws Exception {
        String whole = KeyringText.format(SECOND);
        for (int length = 0; length < whole.stripTrailing().length() - 1; length += 7) {
            keep(whole.substring(0, length));
            looks(1);
            assertThat(given).as("cut to %d", length).isEmpty();
        }
        warnings.clear();
        keep("");
        looks(3);
        assertThat(warnings).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.contains("stay as they are"));
        keep(whole);
        looks(1);
        assertThat(given).containsExactly(SECOND);
    }

    @Test
    void vanishedFileLeavesTheKeysAndIsSaidOnce() throws Exception {
        Files.delete(KeptKeyring.in(folder));
        looks(3);
        assertThat(given).isEmpty();
        assertThat(warnings).singleElement().asString().contains("there is no file");
        keep(KeyringText.format(FIRST));
        looks(1);
        Files.delete(KeptKeyring.in(folder));
        looks(1);
        assertThat(warnings).as("a second time is news").hasSize(2);
    }

    @Test
    void fileThatOthersMayReadIsNotTaken() throws Exception {
        keep(KeyringText.format(SECOND));
        Files.setPosixFilePermissions(KeptKeyring.in(folder), PosixFilePermissions.fromString("rw-r--r--"));
        looks(2);
        assertThat(given).isEmpty();
        assertThat(warnings).singleElement().asString().contains("chmod 600");
    }

    @Test
    void ringThatGossipRefusesIsOfferedAgainAndSaidOnce() throws Exception {
        List<Keyring> offered = new ArrayList<>();
        watch.close();
        watch = watch(ring -> {
            offered.add(ring);
            throw new IllegalArgumentException("it is the ring of another cluster");
        });
        keep(KeyringText.format(SECOND));
        looks(3);
        assertThat(offered).containsExactly(SECOND, SECOND, SECOND);
        assertThat(warnings).singleElement().asString().contains("another cluster");
    }
}
