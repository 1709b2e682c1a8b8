package org.corelink.host.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.corelink.host.join.Witness;

/** Tells whom an invitation did not let in; a flood of them stays short. Any thread. */
final class Refusals implements Witness {
    private static final int TOLD = 20;

    private final Terminal terminal;
    private final AtomicInteger count = new AtomicInteger();

    Refusals(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onRefusal(String address, String why) {
        int number = count.incrementAndGet();
        if (number <= TOLD) {
            terminal.complain(address + " was not let in: " + why);
        } else if (number == TOLD + 1) {
            terminal.complain("More of them come, and are not told one by one.");
        }
    }
}
