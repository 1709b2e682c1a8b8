package org.corelink.api.stream;

/** What a reader of the stream is told. */
enum Feed {
    /** The cluster: a snapshot, and then each change of the view. */
    CLUSTER,
    /** Only what has happened. */
    EVENTS
}
