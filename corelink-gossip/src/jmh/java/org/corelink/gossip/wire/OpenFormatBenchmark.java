package org.corelink.gossip.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A golden heartbeat of the open format, from bytes to the value and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpenFormatBenchmark {
    private final OpenEncoder encoder = new OpenEncoder("gpunode-001");
    private final byte[] datagram = golden("heartbeat.json");
    private final Message message = ((Decoding.Decoded) OpenDecoder.decode(datagram)).message();

    /** What each received heartbeat costs. */
    @Benchmark
    public Decoding decode() {
        return OpenDecoder.decode(datagram);
    }

    /** What each sent heartbeat costs. */
    @Benchmark
    public byte[] encode() {
        return encoder.encode(message);
    }

    private static byte[] golden(String name) {
        try (InputStream file = OpenFormatBenchmark.class.getResourceAsStream("/golden/accepted/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("golden datagrams can be read", e);
        }
    }
}
