package org.corelink.push;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;

/** An open page without a browser: what {@code delta.js} does, for tests of what is sent to it. */
final class LivePage {
    private static final int COLUMNS = LiveColumns.OF_NODES.size() + LiveColumns.OF_ROWS.size();

    private long revision;
    private final List<String> nodes;
    private final Map<String, String> states = new TreeMap<>();
    private final List<List<Cell>> nodeCells = new ArrayList<>();
    private final List<List<List<Cell>>> rowCells = new ArrayList<>();
    private final Map<String, String> strip = new TreeMap<>();

    /** A page that has fetched this snapshot. */
    LivePage(byte[] snapshot) {
        Map<String, Object> json = Json.object(new String(snapshot, StandardCharsets.UTF_8));
        revision = Long.parseLong(Json.text(json.get("revision")));
        nodes = Json.list(json.get("nodes")).stream().map(Json::text).toList();
        takeStrip(json);
        int row = 0;
        for (int position = 0; position < nodes.size(); position++) {
            states.put(nodes.get(position), Json.text(Json.list(json.get("is")).get(position)));
            nodeCells.add(line(json, "nodeCells", LiveColumns.OF_NODES, position));
            List<List<Cell>> rows = new ArrayList<>();
            int count = Math.max(
                    1, Json.list(Json.list(json.get("rows")).get(position)).size());
            for (int i = 0; i < count; i++) {
                rows.add(line(json, "rowCells", LiveColumns.OF_ROWS, row++));
            }
            rowCells.add(rows);
        }
    }

    private static List<Cell> line(Map<String, Object> json, String part, List<Column> columns, int index) {
        Map<String, Object> cells = Json.map(json.get(part));
        List<Cell> line = new ArrayList<>();
        for (Column column : columns) {
            line.add(cell(Json.list(cells.get(column.key())).get(index)));
        }
        return line;
    }

    private static Cell cell(Object json) {
        if (!(json instanceof List<?> parts)) {
            return Cell.of(Json.text(json));
        }
        String bar = Json.text(parts.get(1));
        Cell cell = new Cell(Json.text(parts.getFirst()), bar.equals("null") ? Cell.NO_BAR : Integer.parseInt(bar));
        return parts.size() > 2 ? cell.withHint(Json.text(parts.get(2))) : cell;
    }

    /** What becomes of a message. */
    enum Outcome {
        SHOWN,
        GAP,
        ROWS_CHANGE
    }

    /** Takes a message. */
    Outcome take(byte[] message) {
        BitReader in = new BitReader(content(message));
        long from = in.varint();
        long to = from + in.varint();
        if (message[0] == DeltaBytes.STRUCTURAL) {
            return Outcome.ROWS_CHANGE;
        }
        if (from != revision) {
            return Outcome.GAP;
        }
        revision = to;
        int count = (int) in.varint();
        boolean[] marked = new boolean[COLUMNS];
        int[] parameters = parameters(in, marked);
        int position = 0;
        for (int i = 0; i < count; i++, position++) {
            position += in.number(parameters[DeltaBytes.GAP]);
            in.number(parameters[DeltaBytes.AGE]);
            readCells(in, parameters, marked, nodeCells.get(position), 0);
            if (in.bits(1) == 1) {
                rowCells.get(position)
                        .forEach(row -> readCells(in, parameters, marked, row, LiveColumns.OF_NODES.size()));
            }
        }
        takeTexts(in.rest());
        return Outcome.SHOWN;
    }

    static byte[] content(byte[] message) {
        byte[] content = Arrays.copyOfRange(message, 1, message.length);
        if (message[0] != DeltaBytes.DEFLATED) {
            return content;
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(content);
            byte[] room = new byte[1 << 20];
            return Arrays.copyOf(room, inflater.inflate(room));
        } catch (DataFormatException e) {
            throw new AssertionError("not deflated", e);
        }
    }

    private static int[] parameters(BitReader in, boolean[] marked) {
        int[] parameters = new int[DeltaBytes.FIRST_CELL + COLUMNS * DeltaBytes.SLOTS];
        Arrays.fill(parameters, RiceWriter.ALL_ZERO);
        parameters[DeltaBytes.GAP] = in.bits(RiceWriter.PARAMETER_BITS);
        parameters[DeltaBytes.AGE] = in.bits(RiceWriter.PARAMETER_BITS);
        for (int column = 0; column < COLUMNS; column++) {
            boolean used = in.bits(1) == 1;
            marked[column] = used && in.bits(1) == 1;
            int slots = used ? in.bits(DeltaBytes.SLOT_BITS) + 1 : 0;
            for (int slot = 0; slot < slots; slot++) {
                parameters[DeltaBytes.FIRST_CELL + column * DeltaBytes.SLOTS + slot] =
                        in.bits(RiceWriter.PARAMETER_BITS);
            }
        }
        return parameters;
    }

    private static void readCells(BitReader in, int[] parameters, boolean[] marked, List<Cell> cells, int firstColumn) {
        if (in.bits(1) == 0) {
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            if (marked[firstColumn + i] && in.bits(1) == 0) {
                continue;
            }
            CellNumbers cell = CellNumbers.of(cells.get(i));
            int[] numbers = cell.numbers().clone();
            for (int slot = 0; slot < Math.min(numbers.length, DeltaBytes.SLOTS); slot++) {
                int context = DeltaBytes.FIRST_CELL + (firstColumn + i) * DeltaBytes.SLOTS + slot;
                numbers[slot] += in.signed(parameters[context]);
            }
            cells.set(i, written(cell.shape(), numbers));
        }
    }

    /** The cell of that shape and those numbers. */
    static Cell written(String shape, int[] numbers) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int at = 0; at < shape.length(); at++) {
            if (shape.charAt(at) == 0) {
                text.append(number(numbers[next++], shape.charAt(++at) - '0'));
            } else {
                text.append(shape.charAt(at));
            }
        }
        String[] parts = text.toString().split("\u0001", -1);
        int bar =
                switch (parts[2]) {
                    case "=" -> numbers[0];
                    case "+" -> numbers[next];
                    default -> Cell.NO_BAR;
                };
        return new Cell(parts[0], bar, parts[1]);
    }

    private static String number(int number, int decimals) {
        String digits = Integer.toString(number);
        digits = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
        int point = digits.length() - decimals;
        return decimals == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
    }

    private void takeTexts(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Map<String, Object> json = Json.object(new String(bytes, StandardCharsets.UTF_8));
        takeStrip(json);
        Json.map(json.get("is")).forEach((place, is) -> states.put(nodes.get(Integer.parseInt(place)), Json.text(is)));
        Json.map(json.get("cells"))
                .forEach((place, cells) -> Json.map(cells).forEach((key, cell) -> {
                    Column column = Column.ofKey(key).orElseThrow();
                    String[] parts = place.split("/", -1);
                    int position = Integer.parseInt(parts[0]);
                    if (parts.length == 1) {
                        nodeCells.get(position).set(LiveColumns.OF_NODES.indexOf(column), cell(cell));
                    } else {
                        List<Cell> row = rowCells.get(position).get(Integer.parseInt(parts[1]));
                        row.set(LiveColumns.OF_ROWS.indexOf(column), cell(cell));
                    }
                }));
    }

    private void takeStrip(Map<String, Object> json) {
        Json.map(json.get("sum")).forEach((key, text) -> strip.put(key, Json.text(text)));
    }

    /** The cell of a machine, or of a row of it. */
    Cell cell(int position, int row, Column column) {
        return column.perNode()
                ? nodeCells.get(position).get(LiveColumns.OF_NODES.indexOf(column))
                : rowCells.get(position).get(row).get(LiveColumns.OF_ROWS.indexOf(column));
    }

    /** All cells: those of machines, then those of their rows. */
    List<Object> cells() {
        return List.of(nodeCells, rowCells);
    }

    long revision() {
        return revision;
    }

    /** Everything but the ages, to compare. */
    Map<String, Object> shown() {
        Map<String, Object> all = new HashMap<>();
        all.put("revision", revision);
        all.put("nodes", nodes);
        all.put("states", states);
        all.put("nodeCells", nodeCells);
        all.put("rowCells", rowCells);
        all.put("strip", strip);
        return all;
    }

    /** The opposite of {@link BitWriter} and {@link RiceWriter}. */
    static final class BitReader {
        private final byte[] bytes;
        private int at;
        private int bit;

        BitReader(byte[] bytes) {
            this.bytes = bytes;
        }

        long varint() {
            align();
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        int bits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                value = (value << 1) | ((bytes[at] >> (7 - bit)) & 1);
                if (++bit == Byte.SIZE) {
                    bit = 0;
                    at++;
                }
            }
            return value;
        }

        int number(int parameter) {
            if (parameter == RiceWriter.ALL_ZERO) {
                return 0;
            }
            int ones = 0;
            while (ones < RiceWriter.ESCAPE && bits(1) == 1) {
                ones++;
            }
            return ones == RiceWriter.ESCAPE ? bits(Integer.SIZE) : (ones << parameter) + bits(parameter);
        }

        int signed(int parameter) {
            int value = number(parameter);
            return (value >>> 1) ^ -(value & 1);
        }

        private void align() {
            if (bit > 0) {
                bit = 0;
                at++;
            }
        }

        byte[] rest() {
            align();
            return Arrays.copyOfRange(bytes, at, bytes.length);
        }
    }
}
