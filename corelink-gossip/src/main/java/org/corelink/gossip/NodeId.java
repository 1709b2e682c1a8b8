package org.corelink.gossip;

import org.jspecify.annotations.Nullable;

/**
 * The identity under which a node is known to the cluster.
 *
 * <p>In the open format it is the host name, as CoreLink 0.01.x defined it.
 *
 * @param value 1 to {@value #MAX_LENGTH} printable characters: no control, format, surrogate, private or unassigned
 *     code point, and no white space but single spaces inside
 */
public record NodeId(String value) implements Comparable<NodeId> {
    /** Longest accepted value, in characters: the longest host name that Linux allows. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if {@link #isValid} says no
     */
    public NodeId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("node id must be 1 to " + MAX_LENGTH + " printable characters");
        }
    }

    /** Whether {@code value} can be a node id; never throws, so that input from the network can be asked about. */
    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.equals(value.strip())
                && !value.contains("  ")
                && isPrintable(value);
    }

    /** A loop, for it is asked several times for each datagram, and a stream costs ten times as much. */
    private static boolean isPrintable(String value) {
        int index = 0;
        while (index < value.length()) {
            int point = value.codePointAt(index);
            if (!isPrintable(point)) {
                return false;
            }
            index += Character.charCount(point);
        }
        return true;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }

    /**
     * Written out here and in other records that each start compares: the methods that a record is given are put together
     * at run time, which takes longer than all else that a node does before its first word.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
