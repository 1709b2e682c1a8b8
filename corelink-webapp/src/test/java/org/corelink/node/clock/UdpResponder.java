package org.corelink.node.clock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A real socket that answers each datagram with none, one or several of its own. */
final class UdpResponder implements AutoCloseable {
    private final DatagramSocket socket;
    private final Thread thread;
    private final AtomicInteger asked = new AtomicInteger();

    /** Starts to answer at a free port of loopback. */
    UdpResponder(Function<byte[], List<byte[]>> answers) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), answers);
    }

    /** Starts to answer there. */
    UdpResponder(InetSocketAddress where, Function<byte[], List<byte[]>> answers) throws IOException {
        socket = new DatagramSocket(where);
        thread = Thread.ofPlatform().daemon().start(() -> run(answers));
    }

    /** Where it is. */
    int port() {
        return socket.getLocalPort();
    }

    /** Questions so far. */
    int asked() {
        return asked.get();
    }

    private void run(Function<byte[], List<byte[]>> answers) {
        DatagramPacket question = new DatagramPacket(new byte[2_048], 2_048);
        try {
            while (true) {
                question.setLength(2_048);
                socket.receive(question);
                asked.incrementAndGet();
                for (byte[] answer : answers.apply(Arrays.copyOf(question.getData(), question.getLength()))) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
