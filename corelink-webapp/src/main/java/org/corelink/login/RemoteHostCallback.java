package org.corelink.login;

import javax.security.auth.callback.Callback;

/** Asks for the address of the client that wants to sign in. Used by one thread. */
public final class RemoteHostCallback implements Callback {
    private String address = "";

    /** Not answered yet. */
    public RemoteHostCallback() {}

    /** The answer; empty if the client has no address. */
    public String address() {
        return address;
    }

    /** Answers. */
    public void setAddress(String newAddress) {
        address = newAddress;
    }
}
