package org.corelink.host.check;

/**
 * What is to run on this machine.
 *
 * @param port HTTPS port, 0 = any free one
 * @param gossipPort multicast port of the cluster; unicast uses the next
 * @param gpus whether GPUs are to be shown
 * @param anyOs whether another system than Ubuntu will do
 */
public record Wanted(int port, int gossipPort, boolean gpus, boolean anyOs) {}
