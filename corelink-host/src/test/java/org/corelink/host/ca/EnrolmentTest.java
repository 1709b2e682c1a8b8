package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines, alpha with the CA and beta, and what is in their folders when beta has joined. */
class EnrolmentTest {
    private static final HostNames BETA = Hosts.host("beta", "10.1.2.4");

    @TempDir
    private Path alphaHome;

    @TempDir
    private Path betaHome;

    private final KeyPair keys = new Authority(Hosts.RANDOM).newKeys();
    private NodeProfile wanted;
    private List<X509Certificate> chain;

    @BeforeEach
    void issue() throws Exception {
        alpha().ensure(Hosts.ALPHA);
        wanted = NodeProfile.of(BETA, alpha().enrolment(Hosts.ALPHA).constraints());
        chain = alpha().enrolment(Hosts.ALPHA).issue(new SigningRequest(wanted, keys.getPublic()));
    }

    @Test
    void whatIsIssuedIsCheckedAndTakenByTheOneWhoAsked() throws Exception {
        KeyedCertificate pair = read(keys, wanted);
        assertThat(pair.key()).isEqualTo(keys.getPrivate());
        assertThat(pair.chain()).isEqualTo(chain);
    }

    @Test
    void certificateForAnotherKeyOrOtherNamesIsRefused() {
        refused(() -> read(new Authority(Hosts.RANDOM).newKeys(), wanted), "for another key");
        NodeProfile less = new NodeProfile("beta", wanted.dnsNames(), List.of(InetAddress.ofLiteral("10.1.2.4")));
        refused(() -> read(keys, less), "other names and addresses");
    }

    @Test
    void certificateOfAnotherCaOrOfACaIsRefused() {
        KeyedCertificate ca =
                new Authority(Hosts.RANDOM).create("alpha", NameConstraints.around(Hosts.ALPHA), Hosts.NOW);
        refused(
                () -> IssuedChain.read(IssuedChain.encode(chain), ca.certificate(), keys, wanted, Hosts.NOW),
                "does not lead to the CA");
        KeyPair caKeys = new KeyPair(ca.certificate().getPublicKey(), ca.key());
        refused(
                () -> IssuedChain.read(
                        IssuedChain.encode(List.of(ca.certificate(), chain.getLast())),
                        chain.getLast(),
                        caKeys,
                        wanted,
                        Hosts.NOW),
                "one of a CA");
    }

    @Test
    void certificateThatIsNotValidNowIsRefused() {
        for (Duration off : List.of(Duration.ofHours(-2), Duration.ofDays(91))) {
            refused(
                    () -> IssuedChain.read(
                            IssuedChain.encode(chain), chain.getLast(), keys, wanted, Hosts.NOW.plus(off)),
                    "not valid");
        }
    }

    @Test
    void joinedMachineGoesByTheOtherCaAndKeepsItsOwnAside() throws Exception {
        NodeCertificate own = beta(Duration.ZERO).ensure(BETA);
        beta(Duration.ZERO).enrolment(BETA).adopt("alpha", read(keys, wanted));
        NodeCertificate joined = beta(Duration.ZERO).ensure(BETA);
        assertThat(joined.issuedBecause()).isNull();
        assertThat(joined.duty()).isNull();
        assertThat(joined.ca().certificate()).isEqualTo(chain.getLast());
        assertThat(joined.ca().file()).hasContent(Files.readString(alphaHome.resolve(".corelink/ca/ca.crt")));
        assertThat(beta(Duration.ZERO).ca(BETA)).contains(joined.ca());
        assertThat(own.ca().file()).as("the CA of before").exists();
        assertThat(betaHome.resolve(".corelink/nodes/beta")).isDirectoryNotContaining("glob:**ca.key");
    }

    @Test
    void joinedMachineTellsInTimeThatItHasToJoinAgain() throws Exception {
        beta(Duration.ZERO).enrolment(BETA).adopt("alpha", read(keys, wanted));
        assertThat(beta(Duration.ofDays(59)).ensure(BETA).duty()).isNull();
        assertThat(beta(Duration.ofDays(61)).ensure(BETA).duty())
                .contains("ends at", "corelink --agent", "corelink --invite on alpha", "corelink --join here");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> beta(Duration.ofDays(91)).ensure(BETA))
                .withMessageContainingAll("it ended at", "corelink --invite on alpha");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> beta(Duration.ZERO).reissue(BETA))
                .withMessageContainingAll("issued by the CA of alpha", "corelink --join here");
    }

    @Test
    void newAddressOfAJoinedMachineIsTold() throws Exception {
        beta(Duration.ZERO).enrolment(BETA).adopt("alpha", read(keys, wanted));
        NodeCertificate moved = beta(Duration.ZERO).ensure(Hosts.host("beta", "10.1.2.9"));
        assertThat(moved.leftOut()).containsExactly("10.1.2.9", "beta");
    }

    @Test
    void joinedMachineLetsNobodyIn() throws Exception {
        beta(Duration.ZERO).enrolment(BETA).adopt("alpha", read(keys, wanted));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> beta(Duration.ZERO).enrolment(BETA).identity())
                .withMessageContainingAll("joined the CA of alpha", "Do it there");
    }

    @Test
    void whoWasLetInIsOnTheRegisterUntilStruckOff() throws Exception {
        alpha().groupKeys(Hosts.ALPHA).seal(null);
        Members members = alpha().members(Hosts.ALPHA);
        assertThat(members.names()).containsExactly("beta");
        members.putOut("beta");
        assertThat(members.names()).isEmpty();
    }

    private KeyedCertificate read(KeyPair with, NodeProfile asked) throws RefusedException {
        return IssuedChain.read(IssuedChain.encode(chain), chain.getLast(), with, asked, Hosts.NOW);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String words) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(work).withMessageContaining(words);
    }

    private CertificateStore alpha() {
        return store(alphaHome, Duration.ZERO);
    }

    private CertificateStore beta(Duration after) {
        return store(betaHome, after);
    }

    private static CertificateStore store(Path home, Duration after) {
        return new CertificateStore(
                home.resolve(".corelink"), new Authority(Hosts.RANDOM), Hosts.clockAfter(after), FileOwners.OF_PROCESS);
    }
}
