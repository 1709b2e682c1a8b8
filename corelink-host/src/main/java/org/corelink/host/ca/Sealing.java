package org.corelink.host.ca;

import java.nio.file.Path;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;

/**
 * How this node takes part in a sealed cluster.
 *
 * @param keyring the cluster's keys
 * @param mode which formats of gossip the node speaks from its next start on
 * @param file where the keys are
 * @param isNew whether the cluster was made just now
 */
public record Sealing(Keyring keyring, Mode mode, Path file, boolean isNew) {}
