package org.corelink.gossip.transport;

import java.net.InetAddress;

/**
 * One received datagram.
 *
 * @param bytes its content; whoever holds the record owns the array
 * @param from its source address, which anybody can forge
 * @param lane which socket it came by
 */
@SuppressWarnings("ArrayRecordComponent") // Passed once from poll to decode, never compared.
public record Datagram(byte[] bytes, InetAddress from, Lane lane) {}
