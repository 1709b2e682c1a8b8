package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.corelink.server.attack.Attack;
import org.corelink.server.attack.Target;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks find nothing on the console as people run it, and each finds something on one that was broken for it. */
@ArquillianTest
class HardeningIT {
    private static final String SMUGGLING = "requests smuggled in bodies";

    private static TestAccount account;
    private static Target console;

    @TempDir
    Path folder;

    @ArquillianResource
    private URL address;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    @BeforeAll
    static void makeAccount() throws Exception {
        account = TestAccount.create("corelink-attack");
    }

    @AfterAll
    static void removeAccount() throws Exception {
        account.close();
    }

    @BeforeEach
    void signInOnce() throws Exception {
        if (console == null || console.port() != address.getPort()) {
            console = Target.signedIn(address.getPort(), account.name(), account.password());
        }
    }

    static List<Attack> attacks() {
        return Attack.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void consoleWithstands(Attack attack) throws Exception {
        assertThat(attack.on(console)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void attackIsSeenToFindWhatWasBrokenForIt(BrokenTwin twin) throws Exception {
        String password = "right-password";
        try (EmbeddedTomcat server = ConsoleInProcess.start(folder, new OneAccount(password), twin::breaks)) {
            Target target = Target.signedIn(server.port(), "viewer", password);
            assertThat(Attack.named(twin.attack()).on(target)).isNotEmpty();
        }
    }

    /** Tomcat cannot be made to guess where a request ends. */
    @Test
    void smugglingIsSeenToFindAServerThatGuessesWhereARequestEnds() throws Exception {
        try (GuessingServer server = GuessingServer.start(TestCertificate.in(folder))) {
            Target target = new Target(server.port(), "", List.of());
            assertThat(Attack.named(SMUGGLING).on(target)).isNotEmpty();
        }
    }

    /** The attack on old versions sees that the switch works; the one on suites, that it lets no weak ones in. */
    @Test
    void tls12IsASwitchAndBringsNoWeakSuites() throws Exception {
        OneAccount account = new OneAccount("right-password");
        try (EmbeddedTomcat server = ConsoleInProcess.start(folder, account, LeastTls.TLS_1_2)) {
            Target target = new Target(server.port(), "", List.of());
            assertThat(Attack.named("old versions of TLS").on(target)).containsExactly("tls1_2 is spoken");
            assertThat(Attack.named("weak suites of TLS").on(target)).isEmpty();
        }
    }

    @Test
    void everyAttackHasABrokenTwin() {
        Stream<String> attacks = Stream.of(BrokenTwin.values()).map(BrokenTwin::attack);
        assertThat(Stream.concat(attacks, Stream.of(SMUGGLING)).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Attack.all().stream().map(Attack::name).toList());
    }
}
