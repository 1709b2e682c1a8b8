package org.corelink.login.pam;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A connection between the console and the PAM process: frames in and out. Closing it wakes whoever reads. */
final class PamSocket implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PamSocket.class.getName());

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

    /** Ends the connection in a while, unless that is cancelled before: who reads from it is told by an exception. */
    ScheduledFuture<?> closeAfter(Duration time, ScheduledExecutorService timer) {
        return timer.schedule(this::abandon, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void abandon() {
        try {
            close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
