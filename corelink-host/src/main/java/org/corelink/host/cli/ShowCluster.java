package org.corelink.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.corelink.cluster.query.RowSelection;
import org.corelink.host.ca.StoreException;
import org.corelink.host.container.Docker;
import org.corelink.host.view.ClusterSource;
import org.corelink.host.view.ConsoleException;
import org.corelink.host.view.NodeList;
import org.corelink.host.view.Top;
import org.jspecify.annotations.Nullable;

/** {@code --nodes} and {@code --top}: the cluster as this machine's console tells it, once or live. */
final class ShowCluster {
    private final Terminal terminal;
    private final Machine machine;
    private final ClusterAccess access;

    ShowCluster(Terminal terminal, Machine machine, Docker docker) {
        this.terminal = terminal;
        this.machine = machine;
        this.access = new ClusterAccess(terminal, machine, docker);
    }

    /**
     * What to show.
     *
     * @param node whose console is asked
     * @param port where that listens; null = not said
     * @param selection which rows and columns, in what order
     */
    record Wanted(NodeOptions node, @Nullable Integer port, RowSelection selection) {}

    /** One table; {@code json} as the console's own JSON. */
    ExitCode once(Wanted wanted, boolean json)
            throws ConsoleException, IOException, StoreException, InterruptedException {
        ClusterSource source = access.open(wanted.node(), wanted.port());
        try (var _ = source.client()) {
            if (json) {
                terminal.print(new String(source.rows(wanted.selection()), StandardCharsets.UTF_8));
            } else {
                NodeList.of(source, wanted.selection(), terminal.width(), terminal.isColoured())
                        .forEach(terminal::print);
            }
        }
        return ExitCode.DONE;
    }

    /** Until a person ends it. */
    ExitCode live(Wanted wanted) throws ConsoleException, IOException, StoreException, InterruptedException {
        if (terminal.width().isEmpty()) {
            terminal.complain("--top needs a terminal. One table, to read or to process: corelink --nodes");
            return ExitCode.PREREQUISITE_MISSING;
        }
        ClusterSource source = access.open(wanted.node(), wanted.port());
        String name = machine.names(wanted.node()).name();
        try (var _ = source.client()) {
            boolean coloured = terminal.isColoured();
            UntilSignal.run(() -> Top.run(source, wanted.selection(), name, coloured));
        }
        return ExitCode.DONE;
    }
}
