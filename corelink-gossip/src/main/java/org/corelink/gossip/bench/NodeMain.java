package org.corelink.gossip.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Payload;

/**
 * Runs one member until it is told to end, and serves its view: see {@link ViewAnswers}.
 *
 * <p>Exit code 2 if the command line makes no sense, 1 if the node cannot start; one line on the standard error says
 * why.
 */
final class NodeMain {
    private static final int CANNOT_START = 1;
    private static final int USAGE = 2;

    private NodeMain() {}

    /** Ends with the signal that ends the process. */
    @SuppressWarnings("SystemOut") // A command line tells its user what is wrong there.
    public static void main(String[] arguments) throws InterruptedException {
        NodeOptions options;
        try {
            options = NodeOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("gossip-node: " + e.getMessage() + "; " + NodeOptions.USAGE);
            System.exit(USAGE);
            return;
        }
        try {
            run(options);
        } catch (IOException e) {
            System.err.println("gossip-node: " + e.getMessage());
            System.exit(CANNOT_START);
        }
    }

    /** Takes the view's path before the node shows itself: one that cannot be asked would disturb the others. */
    private static void run(NodeOptions options) throws IOException, InterruptedException {
        if (options.format() != GossipFormat.OPEN) {
            throw refusal(options);
        }
        GpuPayload payload = new GpuPayload(options.self().value(), options.gpus());
        ViewServer server = ViewServer.open(options.view());
        GossipNode node = start(options, payload, server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, server), "close"));
        server.start(new ViewAnswers(options.self(), ViewAnswers.Source.of(node), System::currentTimeMillis));
        while (true) {
            Thread.sleep(GpuPayload.STEP_SECONDS * 1_000L);
            payload.next();
            node.publish(Payload.of(payload.openJson()));
        }
    }

    private static GossipNode start(NodeOptions options, GpuPayload payload, ViewServer server) throws IOException {
        try {
            GossipConfig config = GossipConfig.lan(options.self())
                    .withPort(options.port())
                    .withBindAddress(options.address())
                    .withMaxMembers(2_000);
            return GossipNode.start(config, Payload.of(payload.openJson()), (_, _) -> {});
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static IOException refusal(NodeOptions options) {
        Path key = options.key();
        if (key != null && !Files.isReadable(key)) {
            return new IOException("cannot read the key file " + key);
        }
        return new IOException(
                "--mode " + options.format().name().toLowerCase(Locale.ROOT) + " is not in this build; --mode open is");
    }

    private static void close(GossipNode node, ViewServer server) {
        try (node;
                server) {
            return;
        } catch (IOException e) {
            // The process ends anyway, and the next one removes what is left of the socket.
            return;
        }
    }
}
