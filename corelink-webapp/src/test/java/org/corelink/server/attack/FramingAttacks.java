package org.corelink.server.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where one request ends and the next begins: what one program takes for a body, another must not take for a request. */
final class FramingAttacks {
    static final List<Attack> ALL = List.of(new Attack("requests smuggled in bodies", FramingAttacks::smuggling));

    private static final String HIDDEN =
            "GET /assets/console.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private FramingAttacks() {}

    private static String request(String headers, String body) {
        return "POST /sign-out HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
    }

    /** Each is malformed, so that a server that takes the hidden request for one has read it otherwise than others may. */
    private static Map<String, String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        int whole = HIDDEN.length() + 5;
        requests.put(
                "a length and chunks",
                request("Content-Length: " + whole + "\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + HIDDEN));
        requests.put(
                "chunks and a length",
                request("Transfer-Encoding: chunked\r\nContent-Length: " + whole + "\r\n", "0\r\n\r\n" + HIDDEN));
        requests.put(
                "two lengths", request("Content-Length: 0\r\nContent-Length: " + HIDDEN.length() + "\r\n", HIDDEN));
        requests.put("a list of lengths", request("Content-Length: 0, " + HIDDEN.length() + "\r\n", HIDDEN));
        requests.put("a length with a sign", request("Content-Length: +0\r\n", HIDDEN));
        requests.put("a length below zero", request("Content-Length: -1\r\n", HIDDEN));
        requests.put("a length in hexadecimal", request("Content-Length: 0x0\r\n", HIDDEN));
        requests.put("a length with a blank before the colon", request("Content-Length : 0\r\n", HIDDEN));
        for (String coding : List.of(
                "xchunked",
                "chunked, identity",
                "identity, chunked",
                "chunked;q=1",
                "\u000bchunked",
                "chunKed\u0000")) {
            requests.put(
                    "the coding " + coding, request("Transfer-Encoding: " + coding + "\r\n", "0\r\n\r\n" + HIDDEN));
        }
        requests.put("a folded header", request("Content-Length:\r\n 0\r\n", HIDDEN));
        // A bare line feed may end a line (RFC 9112, 2.2), and Tomcat lets it.
        requests.put("a bare carriage return in a header", request("X: y\rContent-Length: 0\r\n", HIDDEN));
        requests.put("a null in a header", request("X: \u0000\r\nContent-Length: 0\r\n", HIDDEN));
        requests.put("a header without a colon", request("X\r\nContent-Length: 0\r\n", HIDDEN));
        requests.put("a chunk's size with rubbish", request("Transfer-Encoding: chunked\r\n", "0x0\r\n\r\n" + HIDDEN));
        requests.put("a chunk's size below zero", request("Transfer-Encoding: chunked\r\n", "-1\r\n\r\n" + HIDDEN));
        requests.put(
                "a chunk's size beyond all bounds",
                request("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF0\r\n\r\n" + HIDDEN));
        return requests;
    }

    private static void smuggling(Target target, Attack.Findings found) throws IOException {
        List<RawAnswer> control = RawHttp.exchange(target.port(), request("Content-Length: 0\r\n", HIDDEN));
        if (control.size() != 2) {
            throw new AssertionError("two sound requests in a row are answered " + control.size() + " times");
        }
        for (Map.Entry<String, String> request : requests().entrySet()) {
            List<RawAnswer> answers = RawHttp.exchange(target.port(), request.getValue());
            found.noteIf(answers.size() > 1, request.getKey() + ": the hidden request is answered");
        }
    }
}
