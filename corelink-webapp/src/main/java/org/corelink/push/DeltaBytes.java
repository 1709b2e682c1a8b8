package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Row;
import org.corelink.cluster.ViewChange;
import org.corelink.cluster.ViewChange.NodeChange;

/**
 * The form in which a {@link ViewChange} travels. {@code delta.js} reads it; the site describes it under Architecture.
 *
 * <pre>
 * byte       its form, a sum: 1 if there are texts; 2 if they are deflated (RFC 1951); 4 if rows come or go, and only the
 *            revisions follow; 8 if it leads on by one
 * varint     the revision from which it leads
 * varint     by how many it leads on, unless by one
 * varint     the number of machines that differ
 * varint     bytes of the texts that follow, if there are any
 * texts      JSON: figures, conditions, states, and cells that are told in full ({@link DeltaTexts})
 * decisions  for each machine: machines that are skipped, quarters of a second since it was heard, its own line, its rows;
 *            at last the strip, as a line
 * line       whether it differs; for each cell, whether it does, and is told as a text; which, or by what its numbers differ
 * </pre>
 *
 * <p>Numbers travel as differences, and decisions by what was learned from those before, so that a change leads from one
 * revision only.
 */
final class DeltaBytes {
    static final int TEXTS = 1;
    static final int DEFLATED = 2;
    static final int STRUCTURAL = 4;
    static final int BY_ONE = 8;

    private static final long QUARTER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final DeltaTexts texts = new DeltaTexts();
    private final Learned learned;
    private final DeltaWriter out;
    private final LineWriter lines;

    private DeltaBytes(Learned learned) {
        this.learned = learned;
        this.out = new DeltaWriter(learned);
        this.lines = new LineWriter(learned, out, texts::cell);
    }

    /**
     * A change in its form.
     *
     * @param bytes the message
     * @param learned what the next one builds upon
     */
    @SuppressWarnings("ArrayRecordComponent") // Written, never compared.
    record Encoded(byte[] bytes, Learned learned) {}

    /**
     * Encodes the change as of {@code nowNanos}.
     *
     * @param figures those of the strip that pages should show then
     * @param shown what every page shows from whose view the change leads
     */
    static Encoded encode(ViewChange change, SequencedMap<String, String> figures, long nowNanos, Shown shown) {
        if (change.structural()) {
            return new Encoded(head(STRUCTURAL, change).toByteArray(), shown.learned());
        }
        DeltaBytes delta = new DeltaBytes(shown.learned().fork());
        change.conditions().ifPresent(delta.texts::conditions);
        delta.add(change.nodes(), nowNanos);
        delta.addStrip(change, shown.told(), figures);
        return new Encoded(delta.message(change), delta.learned);
    }

    private void add(List<NodeChange> changes, long nowNanos) {
        int next = 0;
        for (NodeChange change : changes) {
            out.number(DeltaTables.GAP, change.position() - next);
            next = change.position() + 1;
            out.number(DeltaTables.AGE, quarters(nowNanos - change.after().heardNanos()));
            if (change.isMoved()) {
                texts.moved(change.position(), change.after());
            }
            addLines(change);
        }
    }

    /** Ages are shown in seconds. */
    static int quarters(long nanos) {
        return Math.clamp(nanos / QUARTER_NANOS, 0, Integer.MAX_VALUE);
    }

    private void addLines(NodeChange change) {
        List<Row> before = Row.of(change.before()).toList();
        List<Row> after = Row.of(change.after()).toList();
        lines.add(DeltaTables.OWN_LINE, DeltaLine.ofNode(before.getFirst(), after.getFirst()));
        boolean afterNews = false;
        for (int i = 0; i < after.size(); i++) {
            DeltaLine line = DeltaLine.ofRow(before.get(i), after.get(i));
            lines.add(DeltaTables.rowLine(LiveColumns.isIdle(before.get(i)), afterNews), line);
            afterNews = line.isNews();
        }
    }

    /** A page would not notice that it has missed a message which leads nowhere: such a one is followed by no decision. */
    private void addStrip(ViewChange change, SequencedMap<String, String> before, SequencedMap<String, String> after) {
        if (change.from() == change.to()) {
            texts.strip(after);
            return;
        }
        if (before.isEmpty()) {
            texts.strip(after);
            out.decision(DeltaTables.LINES, DeltaTables.STRIP, false);
            return;
        }
        List<CellChange> cells = after.entrySet().stream()
                .map(figure -> CellChange.of(Cell.of(before.get(figure.getKey())), Cell.of(figure.getValue())))
                .toList();
        lines.add(DeltaTables.STRIP, DeltaLine.of(DeltaTables.COLUMNS, cells));
    }

    private byte[] message(ViewChange change) {
        byte[] json = texts.toBytes();
        byte[] deflated = json.length == 0 ? json : deflated(json);
        boolean shorter = deflated.length < json.length;
        byte[] told = shorter ? deflated : json;
        ByteArrayOutputStream message = head((told.length > 0 ? TEXTS : 0) + (shorter ? DEFLATED : 0), change);
        varint(message, change.nodes().size());
        if (told.length > 0) {
            varint(message, told.length);
            message.writeBytes(told);
        }
        message.writeBytes(out.toBytes());
        return message.toByteArray();
    }

    private static ByteArrayOutputStream head(int form, ViewChange change) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        long by = change.to() - change.from();
        head.write(by == 1 ? form + BY_ONE : form);
        varint(head, change.from());
        if (by != 1) {
            varint(head, by);
        }
        return head;
    }

    /** Appends a number of 0 or more, seven bits a byte, the lowest first, as WebAssembly and others do (LEB128). */
    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** As deflate has it; longer than it was where that saves nothing. */
    private static byte[] deflated(byte[] plain) {
        ByteBuffer deflated = ByteBuffer.allocate(plain.length + 16);
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(plain);
            deflater.finish();
            deflater.deflate(deflated);
            return deflater.finished() ? Arrays.copyOf(deflated.array(), deflated.position()) : deflated.array();
        }
    }
}
