package org.corelink.gpu;

/** Where GPUs come from. May block up to its own time-out; never throws for what the driver does or fails to do. */
public interface GpuSource {
    /** Takes one sample of all GPUs. */
    GpuSample sample();
}
