package org.corelink.node;

/** Where the speed of the machine's network link comes from. May block for as long as a network driver does. */
@FunctionalInterface
public interface LinkSource {
    /** The speed now; never throws for what the network does. */
    LinkSpeed speed();
}
