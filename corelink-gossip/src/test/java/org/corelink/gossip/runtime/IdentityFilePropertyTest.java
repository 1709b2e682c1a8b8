package org.corelink.gossip.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.corelink.gossip.Identity;
import org.jspecify.annotations.Nullable;

class IdentityFilePropertyTest {
    /** Hundreds of damaged files are not worth a warning each. */
    private final Logger logger = Logger.getLogger(IdentityFile.class.getName());

    private Path folder = Path.of("");

    /** What happens to one of the two files between two runs. */
    enum Damage {
        NONE,
        CHANGED,
        CUT,
        ZEROED,
        DELETED,
        WORLD_WRITABLE,
        HALF_WRITTEN_BESIDE
    }

    /** A run at some wall clock, and what befalls a file after it. */
    record Life(long wallMillis, Damage damage, boolean toHint, int place, byte value) {}

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("identity");
        logger.setUseParentHandlers(false);
    }

    @AfterTry
    void deleteFolder() throws IOException {
        logger.setUseParentHandlers(true);
        for (Path file : list()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Whatever the clock says, and whichever of the two files breaks. */
    @Property(tries = 150)
    void everyRunIsBeyondAllThatTheOneBeforeMayHaveUsed(@ForAll("lives") List<Life> lives) throws IOException {
        @Nullable Identity last = null;
        boolean sameNode = false;
        for (Life life : lives) {
            Identity identity = run(life.wallMillis);
            if (last != null) {
                assertThat(identity.incarnation()).isGreaterThan(last.incarnation() + IdentityFile.ROOM);
                if (sameNode) {
                    assertThat(identity.id()).isEqualTo(last.id());
                }
            }
            last = identity;
            sameNode = befall(life);
        }
    }

    private Identity run(long wallMillis) throws IOException {
        try (IdentityFile file = IdentityFile.at(folder.resolve("identity"))) {
            return file.next(wallMillis);
        }
    }

    /** Returns whether the identity file itself is whole. */
    private boolean befall(Life life) throws IOException {
        Path file = folder.resolve(life.toHint ? "identity.inc" : "identity");
        byte[] bytes = Files.readAllBytes(file);
        int place = life.place % bytes.length;
        switch (life.damage) {
            case NONE -> {}
            case CHANGED -> {
                bytes[place] = bytes[place] == life.value ? (byte) ~life.value : life.value;
                Files.write(file, bytes);
            }
            case CUT -> Files.write(file, Arrays.copyOf(bytes, place));
            case ZEROED -> Files.write(file, new byte[bytes.length]);
            case DELETED -> Files.delete(file);
            case WORLD_WRITABLE -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            case HALF_WRITTEN_BESIDE ->
                Files.write(folder.resolve(file.getFileName() + ".tmp"), Arrays.copyOf(bytes, place));
        }
        return life.toHint || life.damage == Damage.NONE || life.damage == Damage.HALF_WRITTEN_BESIDE;
    }

    @Provide
    Arbitrary<List<Life>> lives() {
        Arbitrary<Long> anyClock = Arbitraries.longs();
        Arbitrary<Long> likelyClock = Arbitraries.longs().between(1_700_000_000_000L, 1_900_000_000_000L);
        return Combinators.combine(
                        Arbitraries.oneOf(anyClock, likelyClock),
                        Arbitraries.of(Damage.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.bytes())
                .as(Life::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }
}
