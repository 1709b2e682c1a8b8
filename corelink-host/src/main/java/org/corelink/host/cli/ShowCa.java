package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.corelink.host.ca.CaCertificate;
import org.corelink.host.ca.StoreException;

/** {@code --get-ca}: where the CA's certificate is, and how browsers are told about it. */
final class ShowCa {
    private final Terminal terminal;
    private final Machine machine;

    ShowCa(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    ExitCode run(NodeOptions options, boolean json) throws IOException, StoreException {
        Path folder = options.folderOf(machine.process().user());
        Optional<CaCertificate> found = machine.store(folder).ca(machine.names(options));
        if (found.isEmpty()) {
            terminal.complain(
                    "There is no CA in " + folder + " yet. The first start makes it: corelink --start, or --serve");
            return ExitCode.FAILED;
        }
        CaCertificate ca = found.get();
        String end = ca.certificate().getNotAfter().toInstant().toString();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", ca.file());
            fields.put("sha256", ca.fingerprint());
            fields.put("validUntil", end);
            terminal.print(Json.of(fields));
            return ExitCode.DONE;
        }
        terminal.print("CA certificate " + ca.file());
        terminal.print("Valid until    " + end);
        terminal.print("SHA-256        " + ca.fingerprint());
        advice(ca.file()).lines().forEach(terminal::print);
        return ExitCode.DONE;
    }

    private static String advice(Path file) {
        return """

            Copy it to each computer from which you open the console, compare the SHA-256 there, and install it:
              Debian, Ubuntu     sudo cp %1$s /usr/local/share/ca-certificates/corelink.crt
                                 sudo update-ca-certificates
              Fedora, RHEL       sudo trust anchor %1$s
              Chrome on Linux    certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n CoreLink -i %1$s
              Firefox            Settings, Privacy & Security, View Certificates, Authorities, Import
              macOS              sudo security add-trusted-cert -d -r trustRoot \\
                                   -k /Library/Keychains/System.keychain %2$s
              Windows            certutil -addstore Root %2$s        (in a terminal of an administrator)
            It vouches for private names and addresses, this machine's own, and its networks: for nothing else.\
            """.formatted(file, file.getFileName());
    }
}
