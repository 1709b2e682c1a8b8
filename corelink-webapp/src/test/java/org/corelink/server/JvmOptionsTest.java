package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the options of the console's JVM are trusted to do, asked of a JVM that has them and of one that has not. */
class JvmOptionsTest {
    private static final String OPTIONS = "@" + Path.of("src", "main", "webapp", "WEB-INF", "jvm.options");

    /** Reads back an object that it has written. */
    static final class SerialData {
        private SerialData() {}

        public static void main(String[] args) throws IOException, ClassNotFoundException {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(written)) {
                out.writeObject(new ArrayList<>(List.of("harmless")));
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
                System.out.println("read " + in.readObject());
            } catch (InvalidClassException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }

    /** Takes memory on a thread of its own until there is none, and then lives on. */
    static final class Hunger {
        private static final int MIB = 1024 * 1024;

        private Hunger() {}

        public static void main(String[] args) throws InterruptedException {
            Thread hungry = Thread.ofPlatform().start(() -> {
                List<byte[]> kept = new ArrayList<>();
                while (kept.size() < 2_048) {
                    kept.add(new byte[MIB]);
                }
            });
            hungry.join();
            System.out.println("goes on half dead");
        }
    }

    private static Shell.Ended run(Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return Shell.end(command);
    }

    @Test
    void objectsOfSerialDataAreNeverMade() throws Exception {
        assertThat(run(SerialData.class, OPTIONS).output()).contains("refused filter status: REJECTED");
        assertThat(run(SerialData.class).output()).contains("read [harmless]");
    }

    @Test
    void withoutMemoryTheProcessEndsSoThatItIsStartedAgain() throws Exception {
        assertThat(run(Hunger.class, OPTIONS))
                .satisfies(ended -> assertThat(ended.code()).isNotZero())
                .satisfies(ended ->
                        assertThat(ended.output()).contains("OutOfMemoryError").doesNotContain("goes on"));
        assertThat(run(Hunger.class, "-Xmx64m").output()).contains("goes on half dead");
    }
}
