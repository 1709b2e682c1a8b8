package org.corelink.gossip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.zip.CRC32C;

/**
 * Whom a node hears: one bit for each of the nodes that it knows, itself included, in the order of their ids; the first
 * node is the highest bit of the first byte.
 *
 * @param nodesHash CRC-32C over the ids, each followed by a line feed: who knows another set of nodes cannot read the
 *     bits, and notices
 * @param bits one bit a node, padded with zeroes to whole bytes
 */
public record Hearing(int nodesHash, Payload bits) {
    /** Largest number of nodes. */
    public static final int MAX_NODES = 1_024;

    /** What a node that knows {@code nodes} and hears {@code heard} of them says. */
    public static Hearing of(SortedSet<NodeId> nodes, Set<NodeId> heard) {
        byte[] bits = new byte[(nodes.size() + 7) / 8];
        int position = 0;
        for (NodeId node : nodes) {
            if (heard.contains(node)) {
                bits[position / 8] |= (byte) (0x80 >> (position % 8));
            }
            position++;
        }
        return new Hearing(hash(nodes), Payload.of(bits));
    }

    /** Those of {@code nodes} that are heard, or empty if the sender knew other nodes. */
    public Optional<SequencedSet<NodeId>> among(SortedSet<NodeId> nodes) {
        if (nodesHash != hash(nodes) || bits.length() != (nodes.size() + 7) / 8) {
            return Optional.empty();
        }
        byte[] flags = bits.toByteArray();
        SequencedSet<NodeId> heard = new LinkedHashSet<>();
        int position = 0;
        for (NodeId node : nodes) {
            if ((flags[position / 8] & 0x80 >> (position % 8)) != 0) {
                heard.add(node);
            }
            position++;
        }
        return Optional.of(heard);
    }

    private static int hash(Collection<NodeId> nodes) {
        CRC32C crc = new CRC32C();
        for (NodeId node : nodes) {
            crc.update((node.value() + "\n").getBytes(UTF_8));
        }
        return (int) crc.getValue();
    }
}
