package org.corelink.node.clock;

import java.util.Optional;

/** The time service of this host, whichever it is; or the NTP server that was named instead. */
public final class HostClock {
    private HostClock() {}

    /**
     * The source for this machine: the named server; or else chronyd, ntpd, and at last the kernel, for which
     * systemd-timesyncd sets the pace. No other machine is asked unless it was named.
     */
    public static ClockSource of(Optional<NtpServer> server) {
        return server.<ClockSource>map(named -> new NtpClient(named, System::nanoTime))
                .orElseGet(() -> ClockSource.firstOf(
                        new ChronyClient(ChronyClient.PORT),
                        new NtpdClient(NtpServer.DEFAULT_PORT),
                        new AdjtimexCall()));
    }
}
