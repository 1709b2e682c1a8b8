package org.corelink.server.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.server.Shell;

/** Versions and suites of TLS that are no longer safe, offered by openssl, which still knows them. */
final class TlsAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("old versions of TLS", TlsAttacks::versions),
            new Attack("weak suites of TLS", TlsAttacks::suites));

    /** What openssl says of a connection that came about. */
    private static final Pattern AGREED = Pattern.compile("New, (\\S+), Cipher is (?!\\(NONE\\))(\\S+)");

    private TlsAttacks() {}

    private static void versions(Target target, Attack.Findings found) throws IOException {
        requireAgreement(target);
        for (String version : List.of("-tls1", "-tls1_1", "-tls1_2")) {
            String said = offer(target, version, "-cipher", "ALL:@SECLEVEL=0");
            found.noteIf(AGREED.matcher(said).find(), version.substring(1) + " is spoken");
        }
    }

    private static void suites(Target target, Attack.Findings found) throws IOException {
        requireAgreement(target);
        String weak = "ALL:COMPLEMENTOFALL:!ECDHE+AESGCM:!ECDHE+CHACHA20:@SECLEVEL=0";
        Matcher agreed = AGREED.matcher(offer(target, "-tls1_2", "-cipher", weak));
        found.noteIf(agreed.find(), "a suite without forward secrecy or authenticated encryption is taken");
        String short8 = offer(target, "-tls1_3", "-ciphersuites", "TLS_AES_128_CCM_8_SHA256");
        found.noteIf(AGREED.matcher(short8).find(), "a suite with a tag of 8 bytes is taken");
        String said = offer(target, "-tls1_3");
        found.noteIf(!said.contains("Compression: NONE"), "TLS compresses");
        found.noteIf(!said.contains("Secure Renegotiation") && !said.contains("TLSv1.3"), "TLS renegotiates unsafely");
    }

    /** Control: what is offered to be taken, is. */
    private static void requireAgreement(Target target) throws IOException {
        String said = offer(target, "-tls1_3");
        if (!AGREED.matcher(said).find()) {
            throw new AssertionError("openssl cannot connect at all: " + said);
        }
    }

    private static String offer(Target target, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + target.port()));
        command.addAll(List.of(options));
        return Shell.end(command).output();
    }
}
