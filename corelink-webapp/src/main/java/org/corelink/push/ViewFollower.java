package org.corelink.push;

import org.corelink.cluster.ClusterView;

/** Is shown the newest view in the rhythm of the pushes. Called on the push thread: must not block. */
@FunctionalInterface
public interface ViewFollower {
    /**
     * It is time to tell what has changed.
     *
     * @param newest the newest view; the same as the time before if nothing has changed
     */
    void onTurn(ClusterView newest, long nowNanos);
}
