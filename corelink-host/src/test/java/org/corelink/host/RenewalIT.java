package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.corelink.server.CaTrust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that runs takes a new certificate for new connections, and keeps those that are open. */
class RenewalIT {
    private static final Path IMAGE = Path.of(System.getProperty("corelink.image"));

    @TempDir
    private Path data;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void newCertificateIsTakenWithoutARestartAndOpenConnectionsStay() throws Exception {
        int port = FreePorts.https();
        Process server = corelink(
                "--serve",
                "--port",
                Integer.toString(port),
                "--gossip-port",
                Integer.toString(FreePorts.gossip()),
                "--interface",
                "lo",
                "--data",
                data.toString());
        readUntil(server, "Ctrl-C");
        try (SSLSocket open = connect(port)) {
            X509Certificate before = certificateOf(open);
            assertThat(get(open)).startsWith("HTTP/1.1 200");

            Process renewal = corelink("--regen-cert", "--data", data.toString());
            var _ = renewal.inputReader().lines().toList();
            assertThat(renewal.waitFor()).isZero();
            readUntil(server, "TLS goes on with the certificate");

            try (SSLSocket later = connect(port)) {
                assertThat(certificateOf(later).getSerialNumber()).isNotEqualTo(before.getSerialNumber());
                assertThat(get(later)).startsWith("HTTP/1.1 200");
            }
            assertThat(get(open)).as("the connection from before").startsWith("HTTP/1.1 200");
        }
    }

    /** The status line of an answer, which is read to its end. */
    private static String get(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /ca.pem HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElseThrow();
        in.readNBytes(Integer.parseInt(length.substring(length.indexOf(':') + 1).strip()));
        return head.toString();
    }

    private static X509Certificate certificateOf(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private SSLSocket connect(int port) throws Exception {
        SSLSocket socket = (SSLSocket)
                CaTrust.in(data.resolve("ca/ca.crt")).getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private Process corelink(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(IMAGE.resolve("lib/launch").toString(), "org.corelink.host.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static void readUntil(Process process, String last) throws IOException {
        BufferedReader reader = process.inputReader();
        StringBuilder text = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('\n');
            if (line.contains(last)) {
                return;
            }
        }
        throw new AssertionError("it ended before \"" + last + "\":\n" + text);
    }
}
