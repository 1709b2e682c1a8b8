package org.corelink.gossip.membership.planted;

final class ThreadStarter {
    private ThreadStarter() {}

    static void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }
}
