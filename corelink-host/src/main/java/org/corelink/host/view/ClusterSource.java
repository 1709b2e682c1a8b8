package org.corelink.host.view;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.corelink.cluster.Column;
import org.corelink.cluster.query.RowSelection;
import org.corelink.host.view.ConsoleClient.Reply;
import org.corelink.host.view.ConsoleException.Cause;
import tools.jackson.core.JacksonException;

/**
 * The cluster as a console tells it.
 *
 * @param client asks the console
 * @param authorization by which it knows who asks
 */
public record ClusterSource(ConsoleClient client, String authorization) {
    /** Without them no row says what it is, or whether it still holds. */
    private static final Set<Column> ALWAYS =
            EnumSet.of(Column.NODE, Column.STATE, Column.GPU, Column.SEEN, Column.TROUBLE);

    private static final String ROWS = "/api/v1/rows.json";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    /** The rows that are wanted, as the console's JSON. */
    public byte[] rows(RowSelection selection) throws ConsoleException, InterruptedException {
        return ask(selection);
    }

    /** Everything that a table shows of the rows that are wanted. */
    Listing listing(RowSelection selection) throws ConsoleException, InterruptedException {
        Set<Column> told = EnumSet.copyOf(ALWAYS);
        told.addAll(selection.columns());
        // What stands behind the slash.
        if (told.contains(Column.MEMORY)) {
            told.add(Column.MEMORY_TOTAL);
        }
        if (told.contains(Column.POWER)) {
            told.add(Column.POWER_LIMIT);
        }
        byte[] answer = ask(new RowSelection(selection.query(), selection.sort(), told, selection.troubleFirst()));
        try {
            return ListingReader.rows(answer);
        } catch (JacksonException e) {
            throw new ConsoleException(
                    Cause.REFUSED, "The console has answered something else than rows: " + e.getOriginalMessage());
        }
    }

    private byte[] ask(RowSelection selection) throws ConsoleException, InterruptedException {
        Reply reply = reply(selection);
        return switch (reply.status()) {
            case OK -> reply.body();
            case UNAUTHORIZED -> throw new ConsoleException(Cause.NOT_SIGNED_IN, "The console does not know who asks.");
            default -> throw new ConsoleException(Cause.REFUSED, problem(reply));
        };
    }

    private Reply reply(RowSelection selection) throws ConsoleException, InterruptedException {
        try {
            return client.get(ROWS, selection.parameters(), authorization);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ConsoleException(Cause.NOBODY, "no answer (" + why + ")");
        }
    }

    private static String problem(Reply reply) {
        String detail = detail(reply);
        return detail.isEmpty() ? "The console has answered " + reply.status() + "." : detail;
    }

    private static String detail(Reply reply) {
        try {
            return ListingReader.detail(reply.body());
        } catch (JacksonException e) {
            // No problem of ours: its status has to do.
            return "";
        }
    }
}
