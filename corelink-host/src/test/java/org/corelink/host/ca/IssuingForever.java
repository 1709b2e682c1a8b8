package org.corelink.host.ca;

import java.nio.file.Path;
import java.time.InstantSource;

/** A process that issues certificates one after the other, to be killed. */
public final class IssuingForever {
    private IssuingForever() {}

    /** Takes the store's folder; prints a line before each certificate. */
    public static void main(String[] arguments) throws StoreException {
        CertificateStore store = new CertificateStore(
                Path.of(arguments[0]), new Authority(Hosts.RANDOM), InstantSource.system(), FileOwners.OF_PROCESS);
        while (true) {
            System.out.println("next");
            store.reissue(Hosts.ALPHA);
        }
    }
}
