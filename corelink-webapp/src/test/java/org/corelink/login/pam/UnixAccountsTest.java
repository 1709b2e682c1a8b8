package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the database of the machine that runs the test: every Linux has these two accounts. */
class UnixAccountsTest {
    @Test
    void rootIsFoundWithItsGroupAndIsNoPerson() {
        assertThat(UnixAccounts.find("root")).hasValueSatisfying(root -> {
            assertThat(root.uid()).isZero();
            assertThat(root.groups()).contains("root");
            assertThat(root.isPerson()).isFalse();
        });
    }

    @Test
    void unknownNameIsNotFound() {
        assertThat(UnixAccounts.find("no-such-user-here")).isEmpty();
        assertThat(UnixAccounts.groupExists("no-such-group-here")).isFalse();
        assertThat(UnixAccounts.groupExists("root")).isTrue();
    }

    @Test
    void lookUpsAtTheSameTimeDoNotMix() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var lookUps = IntStream.range(0, 2_000)
                    .mapToObj(i -> i % 2 == 0 ? "root" : "daemon")
                    .map(name -> threads.submit(() -> {
                        assertThat(UnixAccounts.find(name)).hasValueSatisfying(account -> {
                            assertThat(account.name()).isEqualTo(name);
                            assertThat(account.groups()).contains(name);
                        });
                        return null;
                    }))
                    .toList();
            for (var lookUp : lookUps) {
                lookUp.get();
            }
        }
    }
}
