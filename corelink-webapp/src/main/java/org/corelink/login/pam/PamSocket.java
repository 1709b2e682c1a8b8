package org.corelink.login.pam;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection between the console and the PAM process: frames in and out. Closing it wakes whoever reads. */
final class PamSocket implements AutoCloseable {
    private final SocketChannel channel;

    PamSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects.
     *
     * @throws IOException if nobody listens there
     */
    static PamSocket connect(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            return new PamSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends a frame as {@link PamFrame} encodes it. */
    void send(ByteBuffer frame) throws IOException {
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /**
     * Waits for a frame.
     *
     * @return it, less its length
     * @throws EOFException if the other end closed first
     */
    byte[] receive() throws IOException {
        int length = Short.toUnsignedInt(read(Short.BYTES).getShort());
        return read(length).array();
    }

    private ByteBuffer read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the connection ended after " + buffer.position() + " of " + bytes + " bytes");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
