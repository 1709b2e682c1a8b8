package org.corelink.gpu;

/**
 * One direct link between GPUs.
 *
 * @param number the driver's number of the link, from 0
 * @param active whether it is up
 */
public record NvLink(int number, boolean active) {}
