package org.corelink.host.cli;

import java.io.IOException;
import org.corelink.host.ca.StoreEviction;
import org.corelink.manager.Eviction.Evicted;
import org.corelink.manager.RefusedEvictionException;

/** {@code --evict}: new keys, which the machine that is to be out does not get. */
final class Evict {
    private final Terminal terminal;
    private final Machine machine;

    Evict(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    ExitCode run(NodeOptions options, String node) throws IOException {
        StoreEviction eviction = new StoreEviction(options.announcedStore(machine, terminal), machine.names(options));
        try {
            tell(node, eviction.evict(node));
            return ExitCode.DONE;
        } catch (RefusedEvictionException e) {
            terminal.complain(e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private void tell(String node, Evicted evicted) {
        terminal.print(node + " is out: it has none of the new keys, epoch " + evicted.epoch()
                + ". A CoreLink that runs here takes them within seconds.");
        evicted.consequences().forEach(terminal::print);
    }
}
