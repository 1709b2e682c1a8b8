package org.corelink.host.join;

/** Is told who was turned away, and why. Any thread. */
public interface Witness {
    /** Somebody was turned away. */
    void onRefusal(String address, String why);
}
