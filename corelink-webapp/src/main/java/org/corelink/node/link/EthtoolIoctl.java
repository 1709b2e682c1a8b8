package org.corelink.node.link;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The kernel's own way to ask a network driver: {@code ioctl(SIOCETHTOOL)} on a socket, as the program ethtool does.
 * Reads only; needs no privilege. Any thread; a call may wait for the kernel's lock of the network configuration.
 */
final class EthtoolIoctl implements LinkQuery {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;

    /** {@code linux/sockios.h}. */
    private static final long SIOCETHTOOL = 0x8946;

    /** {@code struct ifreq}: a name of 16 bytes, then a union of which the address of our buffer is a part. */
    private static final int NAME_BYTES = 16;

    private static final int IFREQ_BYTES = 40;

    private static final MethodHandle SOCKET = function(
            "socket",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle IOCTL = function(
            "ioctl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    @SuppressWarnings("restricted") // Native access is what this class is for; the manifest allows it.
    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    @Override
    public Optional<LinkSettings> settings(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length >= NAME_BYTES) {
            return Optional.empty();
        }
        try {
            int socket = (int) SOCKET.invokeExact(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (socket < 0) {
                // Out of descriptors: unknown until some are free.
                return Optional.empty();
            }
            try (Arena arena = Arena.ofConfined()) {
                return ask(socket, bytes, arena);
            } finally {
                int _ = (int) CLOSE.invokeExact(socket);
            }
        } catch (Throwable e) {
            throw new AssertionError("functions of the C library throw nothing", e);
        }
    }

    /** Twice: the kernel first says how long its masks are, and then fills them in. */
    private static Optional<LinkSettings> ask(int socket, byte[] name, Arena arena) throws Throwable {
        MemorySegment settings = arena.allocate(LinkSettings.MAX_BYTES, Long.BYTES);
        MemorySegment request = arena.allocate(IFREQ_BYTES, Long.BYTES);
        MemorySegment.copy(name, 0, request, ValueLayout.JAVA_BYTE, 0, name.length);
        request.set(ValueLayout.ADDRESS, NAME_BYTES, settings);
        ByteBuffer buffer = settings.asByteBuffer().order(ByteOrder.nativeOrder());
        LinkSettings.request(buffer, 0);
        if ((int) IOCTL.invokeExact(socket, SIOCETHTOOL, request) != 0) {
            return Optional.empty();
        }
        OptionalInt words = LinkSettings.wordsWanted(buffer);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        LinkSettings.request(buffer, words.getAsInt());
        return (int) IOCTL.invokeExact(socket, SIOCETHTOOL, request) == 0
                ? Optional.of(LinkSettings.of(buffer))
                : Optional.empty();
    }
}
