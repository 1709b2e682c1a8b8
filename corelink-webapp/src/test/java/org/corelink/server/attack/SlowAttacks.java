package org.corelink.server.attack;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Clients that begin and do not go on. */
final class SlowAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("connections that are held without a word", SlowAttacks::hold),
            new Attack("requests that never end", SlowAttacks::stall));

    /** More than any group of colleagues behind one address opens. */
    private static final int MANY = 300;

    /** Of silence, after which nobody believes that the rest of a request is on its way. */
    private static final int ENOUGH_MILLIS = 15_000;

    private static final String HALF = "GET /ca.pem HTTP/1.1\r\nHost: l";

    private SlowAttacks() {}

    private static void hold(Target target, Attack.Findings found) throws IOException {
        List<SSLSocket> held = new ArrayList<>();
        try {
            while (held.size() < MANY) {
                held.add(begin(target));
            }
            String whole = Target.head("GET", "/ca.pem", "") + "\r\n";
            boolean isServed = !RawHttp.exchange(target.port(), whole).isEmpty();
            found.noteIf(!isServed, "nobody is served beside " + MANY + " clients that have begun a request");
        } catch (IOException e) {
            found.noteIf(true, "client " + held.size() + " comes in no more: " + e.getMessage());
        } finally {
            for (SSLSocket socket : held) {
                socket.close();
            }
        }
    }

    private static void stall(Target target, Attack.Findings found) throws IOException {
        try (SSLSocket socket = begin(target)) {
            socket.setSoTimeout(ENOUGH_MILLIS);
            found.noteIf(!isEnded(socket), "who stops in the middle of a request is waited for, for over 15 s");
        }
    }

    private static SSLSocket begin(Target target) throws IOException {
        SSLSocket socket = RawHttp.connect(target.port());
        socket.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Whether the server answers or hangs up while it is waited for. */
    private static boolean isEnded(SSLSocket socket) {
        try {
            var _ = socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
