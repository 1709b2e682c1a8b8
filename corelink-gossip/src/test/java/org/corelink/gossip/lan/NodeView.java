package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client of the view that a node serves on a Unix socket. One thread. Waits as long as the node takes to answer. */
final class NodeView implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader answers;

    private NodeView(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, UTF_8));
    }

    static NodeView connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new NodeView(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Sighting get(String member) throws IOException {
        return Sighting.parse(ask("get " + member).getFirst());
    }

    /** The node itself too. */
    List<Sighting> all() throws IOException {
        return ask("all").stream().map(Sighting::parse).toList();
    }

    /** How many are online, itself among them. */
    int online() throws IOException {
        return count(0);
    }

    /** How many are in the view but not online. */
    int notOnline() throws IOException {
        return count(1);
    }

    private int count(int index) throws IOException {
        return Integer.parseInt(ask("count").getFirst().split(" ", -1)[index]);
    }

    /** By name, in the spelling of constants. */
    Map<String, Long> counters() throws IOException {
        return ask("counters").stream()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(
                        words -> constant(words[0]), words -> Long.valueOf(words[1]), Long::sum, TreeMap::new));
    }

    /** In the spelling of constants. */
    List<String> conditions() throws IOException {
        return ask("conditions").stream().map(NodeView::constant).toList();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private List<String> ask(String request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((request + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); !".".equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("the node went away");
            }
            lines.add(line);
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
