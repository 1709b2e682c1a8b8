package org.corelink.server;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.corelink.push.Json;

/**
 * Everything that a console knows at one moment, as {@code live/snapshot} tells it.
 *
 * @param json the answer as maps, lists and text
 */
public record ConsoleSnapshot(Map<String, Object> json) {
    /** Reads the answer. */
    public static ConsoleSnapshot parse(String text) {
        return new ConsoleSnapshot(Json.object(text));
    }

    private List<String> texts(String part) {
        return Json.list(json.get(part)).stream().map(Json::text).toList();
    }

    /** The names of all machines. */
    public List<String> nodes() {
        return texts("nodes").stream().map(id -> nodeCell(id, "node")).toList();
    }

    /** The ids of the machines whose name's cell starts with {@code name}. */
    public List<String> ids(String name) {
        return texts("nodes").stream().filter(id -> isCalled(id, name)).toList();
    }

    private boolean isCalled(String id, String name) {
        String cell = nodeCell(id, "node");
        return cell.equals(name) || cell.startsWith(name + " ");
    }

    /** The id of the machine of that name; the name itself, under which nothing is known, if there is none. */
    public String id(String name) {
        List<String> ids = ids(name);
        if (ids.size() > 1) {
            throw new AssertionError(ids.size() + " machines are called " + name + ": " + json);
        }
        return ids.isEmpty() ? name : ids.getFirst();
    }

    /** Where the machine of that id or name is in the lists; -1 if there is none. */
    private int position(String nameOrId) {
        int position = texts("nodes").indexOf(nameOrId);
        return position >= 0 ? position : texts("nodes").indexOf(id(nameOrId));
    }

    /** The word for the state of the machine of that name, such as {@code online}; empty if it is not known. */
    public String state(String name) {
        int position = position(name);
        return position < 0 ? "" : Json.text(is(position).getFirst());
    }

    /** Whether the machine of that name needs a look. */
    public boolean isInTrouble(String name) {
        return "true".equals(Json.text(is(position(name)).getLast()));
    }

    private List<Object> is(int position) {
        return Json.list(Json.list(json.get("is")).get(position));
    }

    /** How long ago the machine of that name was heard, milliseconds. */
    public long heardMillis(String name) {
        return Long.parseLong(texts("heard").get(position(name)));
    }

    /** How many GPUs the machine of that name has. */
    public long gpus(String name) {
        int position = position(name);
        return position < 0 ? 0 : indices(position).size();
    }

    private List<Object> indices(int position) {
        return Json.list(Json.list(json.get("rows")).get(position));
    }

    /** The text of a cell of a GPU, such as column {@code util} of GPU 0 of {@code gpu-07}; empty if there is none. */
    public String gpuCell(String name, int gpu, String column) {
        int position = position(name);
        int place = position < 0 ? -1 : indices(position).indexOf(Integer.toString(gpu));
        if (place < 0) {
            return "";
        }
        int before = IntStream.range(0, position)
                .map(each -> Math.max(1, indices(each).size()))
                .sum();
        return cell("rowCells", column, before + place);
    }

    /** The text of a cell of a machine, by its name or id, such as its {@code version}; empty if there is none. */
    public String nodeCell(String nameOrId, String column) {
        // Not position(): a name is found by this.
        int position = texts("nodes").indexOf(nameOrId);
        return cell("nodeCells", column, position >= 0 ? position : position(nameOrId));
    }

    private String cell(String part, String column, int index) {
        List<Object> cells = Json.list(Json.map(json.get(part)).get(column));
        return index < 0 || cells.isEmpty() ? "" : text(cells.get(index));
    }

    /** A figure of the strip. */
    public String figure(String key) {
        return Json.text(Json.map(json.get("sum")).get(key));
    }

    /** The conditions that hold. */
    public List<Object> limits() {
        return Json.list(json.get("limits"));
    }

    private static String text(Object cell) {
        return cell instanceof List<?> textAndMore ? Json.text(textAndMore.getFirst()) : Json.text(cell);
    }
}
