package org.corelink.gossip.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.wire.BucketDigest;

/** The short form of what a table knows: see {@link BucketDigest}. */
final class Buckets {
    private Buckets() {}

    /** The bucket of a node. */
    static int bucketOf(NodeId id) {
        return Math.floorMod(crc(id.value()), BucketDigest.BUCKETS);
    }

    /**
     * One hash a bucket over all members that are there, without {@code other}, for the other is not a member of its own
     * table either. Which reading is known does not count: the next is on its way.
     */
    static List<Integer> hashes(MemberTable table, NodeId other) {
        Integer[] hashes = new Integer[BucketDigest.BUCKETS];
        Arrays.fill(hashes, 0);
        for (Known known : table.all()) {
            NodeId id = known.member().id();
            if (known.isAlive() && !id.equals(other)) {
                hashes[bucketOf(id)] ^= hash(id, known.stamp().incarnation(), known.inventoryHash());
            }
        }
        return Collections.unmodifiableList(Arrays.asList(hashes));
    }

    /** A bit for each bucket in which two tables differ. */
    static int differences(List<Integer> ours, List<Integer> theirs) {
        int differences = 0;
        for (int bucket = 0; bucket < BucketDigest.BUCKETS; bucket++) {
            if (!ours.get(bucket).equals(theirs.get(bucket))) {
                differences |= 1 << bucket;
            }
        }
        return differences;
    }

    /** The members that are there, in the buckets of a {@link org.corelink.gossip.wire.Pull}. */
    static List<NodeId> members(MemberTable table, int buckets) {
        List<NodeId> members = new ArrayList<>();
        for (Known known : table.all()) {
            NodeId id = known.member().id();
            if (known.isAlive() && (buckets & 1 << bucketOf(id)) != 0) {
                members.add(id);
            }
        }
        return members;
    }

    private static int hash(NodeId id, long incarnation, int inventoryHash) {
        return crc(id.value() + "\n" + incarnation + "\n" + inventoryHash);
    }

    private static int crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
