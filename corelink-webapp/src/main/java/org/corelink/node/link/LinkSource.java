package org.corelink.node.link;

import java.util.List;

/** Where the machine's network links come from. May block for as long as a network driver does. */
@FunctionalInterface
public interface LinkSource {
    /** The links now; never throws for what the network does. */
    List<NetworkLink> links();
}
