package org.corelink.host.check;

import java.util.ArrayList;
import java.util.List;
import org.corelink.host.check.Finding.Severity;

/** Judges facts. Pure. */
public final class Prerequisites {
    private Prerequisites() {}

    /**
     * What stands in the way of the console in the foreground.
     *
     * @param port HTTPS port, 0 = any free one
     */
    public static List<Finding> forServe(HostFacts facts, int port) {
        List<Finding> findings = new ArrayList<>();
        if (port > 0 && port < facts.firstFreePort() && !facts.lowPortsAllowed()) {
            findings.add(new Finding(
                    Severity.FAIL,
                    "Port " + port + " needs root: this machine keeps ports below " + facts.firstFreePort()
                            + " for it.",
                    "Run it as root (sudo ./corelink --serve), or take another port (./corelink --serve --port "
                            + Math.max(8_443, facts.firstFreePort()) + ")."));
        }
        if (!facts.pamLibrary()) {
            findings.add(new Finding(
                    Severity.FAIL,
                    "Linux-PAM (libpam.so.0), which checks passwords at sign-in, is not installed.",
                    "Install it, on Debian and Ubuntu: apt-get install libpam0g"));
        }
        if (!facts.root()) {
            findings.add(new Finding(
                    Severity.WARN,
                    "Without root, PAM can check the password of "
                            + facts.user().name() + " only: nobody else can sign in.",
                    "To let every account of this machine sign in: sudo ./corelink --serve"));
        }
        return findings;
    }
}
