package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.server.KeptKeyring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupKeyStoreTest {
    @TempDir
    private Path home;

    @Test
    void firstSealMakesKeysForMixedAndTheNextChangesNothing() throws Exception {
        Sealing first = keys().seal(null);
        Sealing second = keys().seal(null);
        assertThat(first.isNew()).isTrue();
        assertThat(first.mode()).isEqualTo(Mode.MIXED);
        assertThat(second).isEqualTo(new Sealing(first.keyring(), Mode.MIXED, first.file(), false));
        assertThat(keys().load()).contains(second);
    }

    @Test
    void keysAreInTheFolderThatAContainerSeesAndNobodyElseReadsThem() throws Exception {
        Path file = keys().seal(null).file();
        assertThat(file).isEqualTo(home.resolve(".corelink/nodes/alpha/gossip-keys"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void newCertificateLeavesTheKeysWhereTheyAre() throws Exception {
        Sealing sealing = keys().seal(Mode.SEALED);
        for (int i = 0; i < 3; i++) {
            store(Duration.ofSeconds(i)).reissue(Hosts.ALPHA);
        }
        assertThat(keys().load().orElseThrow().keyring()).isEqualTo(sealing.keyring());
        assertThat(keys().load().orElseThrow().mode()).isEqualTo(Mode.SEALED);
    }

    @Test
    void modeGoesOnFromOpenToMixedToSealedAndBackWithTheSameKeys() throws Exception {
        Keyring made = keys().seal(null).keyring();
        for (Mode mode : List.of(Mode.SEALED, Mode.MIXED, Mode.OPEN, Mode.SEALED)) {
            assertThat(keys().seal(mode)).isEqualTo(new Sealing(made, mode, keys().file(), false));
            assertThat(keys().seal(null).mode()).isEqualTo(mode);
        }
    }

    @Test
    void crowdOfTwentyMakesOneCluster() throws Exception {
        List<Callable<Sealing>> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            crowd.add(() -> keys().seal(null));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Sealing> results = new ArrayList<>();
            for (Future<Sealing> result : threads.invokeAll(crowd)) {
                results.add(result.get());
            }
            assertThat(results).filteredOn(Sealing::isNew).hasSize(1);
            assertThat(results)
                    .extracting(Sealing::keyring)
                    .containsOnly(results.getFirst().keyring());
        }
    }

    @Test
    void truncatedKeysAreRefusedAndLeftAsTheyAre() throws Exception {
        Path file = keys().seal(null).file();
        String half = Files.readString(file).substring(0, 60);
        Files.writeString(file, half);
        refused(() -> keys().seal(null), "truncated or damaged");
        refused(() -> store(Duration.ZERO).members(Hosts.ALPHA).putOut("beta"), "truncated or damaged");
        assertThat(file).hasContent(half);
    }

    @Test
    void keysThatOthersMayReadAreRefused() throws Exception {
        Files.setPosixFilePermissions(keys().seal(null).file(), PosixFilePermissions.fromString("rw-r--r--"));
        refused(() -> keys().load(), "too open", "chmod 600");
    }

    @Test
    void linkInThePlaceOfTheKeysIsRefused() throws Exception {
        Path file = keys().seal(null).file();
        Path elsewhere = Files.move(file, home.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        refused(() -> keys().seal(null), "no plain file");
    }

    @Test
    void modeThatIsNoneIsRefusedWithTheWayOut() throws Exception {
        Files.writeString(keys().seal(null).file().resolveSibling("gossip-mode"), "seeled\n");
        refused(() -> keys().load(), "neither open, mixed nor sealed", "corelink --seal --gossip");
    }

    @Test
    void keysOfAnotherClusterAreNotReplaced() throws Exception {
        Sealing own = keys().seal(null);
        Keyring foreign = Keyring.of(own.keyring().cluster() + 1, new GroupKey(1, Payload.of(new byte[32])));
        refused(() -> keys().adopt(foreign, Mode.SEALED), "keys of another cluster");
        assertThat(keys().load().orElseThrow().keyring()).isEqualTo(own.keyring());
    }

    @Test
    void renewedRingIsOfTheSameClusterAndHoldsNothingOfTheOld() throws Exception {
        Keyring before = keys().seal(Mode.SEALED).keyring();
        store(Duration.ZERO).members(Hosts.ALPHA).putOut("beta");
        Sealing after = keys().load().orElseThrow();
        assertThat(after.mode()).isEqualTo(Mode.SEALED);
        assertThat(after.keyring().cluster()).isEqualTo(before.cluster());
        assertThat(after.keyring().keys()).hasSize(1);
        assertThat(after.keyring().current().epoch()).isEqualTo(before.current().epoch() + 1);
        assertThat(after.keyring().current().secret())
                .isNotEqualTo(before.current().secret());
    }

    @Test
    void rotationHandsTheNextKeyOutThenUsesItThenForgetsTheOneBefore() throws Exception {
        Keyring before = keys().seal(Mode.SEALED).keyring();
        Keyring handedOut = keys().rotate();
        assertThat(handedOut.current()).isEqualTo(before.current());
        GroupKey next = handedOut.next().orElseThrow();
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(next.secret()).isNotEqualTo(before.current().secret());
        Keyring used = keys().rotate();
        assertThat(used.current()).isEqualTo(next);
        assertThat(used.previous()).contains(before.current());
        assertThat(keys().rotate()).isEqualTo(Keyring.of(before.cluster(), next));
        assertThat(keys().load().orElseThrow().mode()).isEqualTo(Mode.SEALED);
    }

    @Test
    void evictionInTheMiddleOfARotationLeavesNeitherKeyOfBefore() throws Exception {
        keys().seal(null);
        Keyring handedOut = keys().rotate();
        Keyring after = store(Duration.ZERO).members(Hosts.ALPHA).putOut("beta");
        assertThat(after.keys()).hasSize(1).doesNotContainAnyElementsOf(handedOut.keys());
        assertThat(after.current().epoch()).isEqualTo(3);
    }

    @Test
    void keysThatAreFetchedAreTakenAndTheModeStays() throws Exception {
        Sealing own = keys().seal(Mode.SEALED);
        Keyring newer = GroupKeys.afterStep(own.keyring(), Hosts.RANDOM);
        assertThat(keys().take(newer)).isTrue();
        assertThat(keys().take(newer)).as("the same again").isFalse();
        assertThat(keys().load().orElseThrow().keyring()).isEqualTo(newer);
        assertThat(keys().load().orElseThrow().mode()).isEqualTo(Mode.SEALED);
        Keyring foreign = Keyring.of(newer.cluster() + 1, newer.current());
        refused(() -> keys().take(foreign), "keys of another cluster");
    }

    @Test
    void epochAfterTheLastIsTheFirstAgain() {
        Keyring last = Keyring.of(1, new GroupKey(255, Payload.of(new byte[32])));
        assertThat(GroupKeys.afterEviction(last, Hosts.RANDOM).current().epoch())
                .isZero();
    }

    @Test
    void interruptedWriteOfTheKeysDoesNotHinder() throws Exception {
        Files.createDirectories(
                home.resolve(".corelink/nodes/alpha"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(home.resolve(".corelink/nodes/alpha/.new-gossip-keys"), "half");
        assertThat(keys().seal(null).isNew()).isTrue();
        assertThat(KeptKeyring.in(home.resolve(".corelink/nodes/alpha"))).isRegularFile();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String... words) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(work).withMessageContainingAll(words);
    }

    private GroupKeyStore keys() {
        return store(Duration.ZERO).groupKeys(Hosts.ALPHA);
    }

    private CertificateStore store(Duration after) {
        return new CertificateStore(
                home.resolve(".corelink"), new Authority(Hosts.RANDOM), Hosts.clockAfter(after), FileOwners.OF_PROCESS);
    }
}
