package org.corelink.page;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What stands on every page. */
@Named
@Dependent
public class PageFrame {
    private final ConsoleFacts facts;

    /** The frame of this server's pages. */
    @Inject
    public PageFrame(ConsoleFacts facts) {
        this.facts = facts;
    }

    /** Name of the machine that serves the page. */
    public String getMachine() {
        return facts.machine();
    }

    /** Version of CoreLink. */
    public String getVersion() {
        return facts.version();
    }
}
