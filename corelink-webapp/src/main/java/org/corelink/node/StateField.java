package org.corelink.node;

/** Names of the fields in an open payload that CoreLink 0.01.x speaks, and the format's version. */
final class StateField {
    static final String GPUS = "gpus";
    static final String GPU_ID = "id";
    static final String GPU_MODEL = "model";
    static final String GPU_LIMIT = "limit";
    static final String NET_KBPS = "net_kbps";
    static final String LINK_SPEED = "link_speed";
    static final String LINK_SPEED_MAX = "link_speed_max";
    static final String NTP_DRIFT = "ntp_drift";

    /** Version of the payload's format, in the open format. */
    static final String FORMAT = "f";

    /** The same in the sealed format. */
    static final int FORMAT_KEY = 0;

    /** Indexes of the GPUs in the sealed format. */
    static final int GPUS_KEY = 32;

    private StateField() {}
}
