package org.corelink.gossip.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.GossipNode;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.runtime.IdentityFile;
import org.corelink.gossip.seal.KeyringText;
import org.jspecify.annotations.Nullable;

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
        Optional<Keyring> keyring = keyring(options.key());
        GpuPayload payload = new GpuPayload(options.name(), options.gpus());
        GossipListener listener = options.events() == null ? (_, _) -> {} : EventLog.open(options.events());
        ViewServer server = ViewServer.open(options.view());
        try (IdentityFile identity = IdentityFile.at(Path.of(options.view() + ".identity"))) {
            GossipNode node = start(options, keyring, identity, payload, server, listener);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, server), "close"));
            serve(node, payload, server);
        }
    }

    private static void serve(GossipNode node, GpuPayload payload, ViewServer server) throws InterruptedException {
        server.start(new ViewAnswers(ViewAnswers.Source.of(node), System::currentTimeMillis));
        while (true) {
            Thread.sleep(GpuPayload.STEP_SECONDS * 1_000L);
            payload.next();
            node.publish(publication(payload));
        }
    }

    private static Optional<Keyring> keyring(@Nullable Path key) throws IOException {
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyringText.parse(Files.readString(key)));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot read the key file " + key + ": " + e.getMessage(), e);
        }
    }

    private static Publication publication(GpuPayload payload) {
        return new Publication(
                Payload.of(payload.openJson()), Payload.of(payload.inventory()), Payload.of(payload.reading()));
    }

    /** A node of the same view is the same in its next run; its identity lies beside the view. */
    private static GossipNode start(
            NodeOptions options,
            Optional<Keyring> keyring,
            IdentityFile identity,
            GpuPayload payload,
            ViewServer server,
            GossipListener listener)
            throws IOException {
        try {
            GossipConfig config = GossipConfig.lan(options.name())
                    .withMode(options.mode(), keyring)
                    .withPort(options.port())
                    .withBindAddress(options.address())
                    .withMaxMembers(GossipConfig.MAX_MEMBERS);
            Identity run = identity.next(System.currentTimeMillis());
            return GossipNode.start(config, run, publication(payload), listener);
        } catch (IOException e) {
            server.close();
            throw e;
        }
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
