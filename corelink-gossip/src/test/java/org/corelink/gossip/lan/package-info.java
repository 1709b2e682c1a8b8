/**
 * Members as processes of their own, on LANs that are made of network namespaces: what a cable, a switch and a kernel
 * really do. Needs root, {@code ip} and {@code iptables}, and changes nothing of the machine outside the namespaces.
 */
@NullMarked
package org.corelink.gossip.lan;

import org.jspecify.annotations.NullMarked;
