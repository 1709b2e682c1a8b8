package org.corelink.node;

/** Names of the fields in an open payload: CoreLink 0.01.x's first, then the short ones that are ours. */
final class StateField {
    static final String GPUS = "gpus";
    static final String GPU_ID = "id";
    static final String GPU_MODEL = "model";
    static final String GPU_LIMIT = "limit";
    static final String NET_KBPS = "net_kbps";
    static final String LINK_SPEED = "link_speed";
    static final String LINK_SPEED_MAX = "link_speed_max";
    static final String NTP_DRIFT = "ntp_drift";

    /** Readings of a GPU: an array in the order of {@link org.corelink.gpu.GpuQuantity}. */
    static final String READINGS = "r";

    static final String VERSION = "v";
    static final String SIMULATED = "sim";
    static final String GPU_PROBLEM = "nogpu";
    static final String UPTIME = "up";

    private StateField() {}
}
