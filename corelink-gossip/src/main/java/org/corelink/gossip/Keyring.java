package org.corelink.gossip;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of a sealed cluster as one node holds them. It sends under the current key and understands all of them.
 *
 * @param cluster random number of the cluster: clusters that share a LAN ignore each other
 * @param previous the key before, for nodes that have not heard of the rotation yet
 * @param current the key in use
 * @param next the key after, for nodes that have heard of the rotation before
 */
public record Keyring(long cluster, Optional<GroupKey> previous, GroupKey current, Optional<GroupKey> next) {
    /**
     * Checks that the epochs differ.
     *
     * @throws IllegalArgumentException if two keys have one epoch
     */
    public Keyring {
        long epochs = Stream.of(previous, Optional.of(current), next)
                .flatMap(Optional::stream)
                .map(GroupKey::epoch)
                .distinct()
                .count();
        if (epochs != 1 + previous.stream().count() + next.stream().count()) {
            throw new IllegalArgumentException("each key of a ring has an epoch of its own");
        }
    }

    /** A ring with one key. */
    public static Keyring of(long cluster, GroupKey current) {
        return new Keyring(cluster, Optional.empty(), current, Optional.empty());
    }

    /** All keys, the current one first. */
    public List<GroupKey> keys() {
        return Stream.of(Optional.of(current), previous, next)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The ring after a rotation: the next key is current, the current one previous; the same if there is no next. */
    public Keyring rotated() {
        return next.map(key -> new Keyring(cluster, Optional.of(current), key, Optional.empty()))
                .orElse(this);
    }
}
