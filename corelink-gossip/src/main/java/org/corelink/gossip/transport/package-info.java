/**
 * Datagrams in and out: the only sockets of the project. {@link org.corelink.gossip.transport.Transport} is the port;
 * {@link org.corelink.gossip.transport.UdpTransport} is UDP on the interfaces that
 * {@link org.corelink.gossip.transport.NetworkInterfaces} chooses.
 */
@NullMarked
package org.corelink.gossip.transport;

import org.jspecify.annotations.NullMarked;
