package org.corelink.push;

import java.io.ByteArrayOutputStream;

/** Bytes that are written bit by bit, the highest first. Not for several threads. */
final class BitWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int open;
    private int openBits;

    /** Appends the lowest {@code count} bits of {@code value}, 0 to 32. */
    void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            open = (open << 1) | ((value >>> i) & 1);
            if (++openBits == Byte.SIZE) {
                out.write(open);
                openBits = 0;
            }
        }
    }

    /** Appends a number of 0 or more, seven bits a byte, the lowest first, as WebAssembly and others do (LEB128). */
    void varint(long value) {
        align();
        long rest = value;
        while (rest >= 0x80) {
            out.write(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Appends whole bytes. */
    void bytes(byte[] bytes) {
        align();
        out.writeBytes(bytes);
    }

    /** Goes on with a new byte. */
    private void align() {
        if (openBits > 0) {
            bits(0, Byte.SIZE - openBits);
        }
    }

    byte[] toBytes() {
        align();
        return out.toByteArray();
    }
}
