package org.corelink.host.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A folder on a web server of this machine, which can cut its answers short. */
final class WebFolder implements AutoCloseable {
    private final Path folder;
    private final HttpServer server;
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    WebFolder(Path folder) throws IOException {
        this.folder = folder;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, the connection ends after half of this file. */
    void cutShort(String name) {
        cut.add(name);
    }

    /** How many requests there were. */
    int requests() {
        return asked.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            asked.add(name);
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, cut.contains(name) ? content.length / 2 : content.length);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
