package org.corelink.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Ports of this machine that nobody uses at this moment. */
public final class FreePorts {
    private FreePorts() {}

    /** One for HTTPS. */
    public static int https() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** One for gossip, which takes the next as well. */
    public static int gossip() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort() - 1;
        }
    }
}
