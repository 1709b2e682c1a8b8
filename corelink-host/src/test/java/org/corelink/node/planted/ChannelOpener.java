package org.corelink.node.planted;

import java.io.IOException;
import java.nio.channels.DatagramChannel;

final class ChannelOpener {
    private ChannelOpener() {}

    static void open() throws IOException {
        DatagramChannel.open().close();
    }
}
