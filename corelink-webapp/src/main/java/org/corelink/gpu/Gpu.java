package org.corelink.gpu;

/**
 * One GPU of a machine.
 *
 * @param index the driver's number, from 0
 * @param model marketing name without the leading "NVIDIA ", e.g. {@code "GeForce RTX 4090"}
 * @param bottleneck the lower of what card and slot can do
 * @param reading the newest sample
 */
public record Gpu(int index, String model, PcieLink bottleneck, GpuReading reading) {}
