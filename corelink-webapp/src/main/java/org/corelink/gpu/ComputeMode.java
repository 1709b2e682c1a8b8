package org.corelink.gpu;

/** Who may compute on a GPU; in the order of the driver's numbers. */
public enum ComputeMode {
    /** Any number of processes. */
    DEFAULT,
    /** One thread only; of the past. */
    EXCLUSIVE_THREAD,
    /** Nobody. */
    PROHIBITED,
    /** One process only. */
    EXCLUSIVE_PROCESS
}
