package org.corelink.manager;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;

/**
 * One machine as the manager lists it.
 *
 * @param name what people call it
 * @param id who
 * @param state how current its word is
 * @param address where it was last heard from; empty for this machine
 * @param incarnation which run; empty for a 0.01.x node
 * @param age how long ago it was last heard; empty for this machine
 */
public record ListedMember(
        String name,
        NodeId id,
        MemberState state,
        Optional<String> address,
        OptionalLong incarnation,
        Optional<Duration> age) {}
