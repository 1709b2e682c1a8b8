package org.corelink.server;

import java.util.List;
import java.util.Map;
import org.corelink.cluster.Column;
import org.corelink.push.Json;
import org.corelink.push.LivePage;

/**
 * Everything that a console knows at one moment, as {@code live/snapshot} tells it.
 *
 * @param json the answer as maps, lists and text
 * @param page a page that shows it
 */
public record ConsoleSnapshot(Map<String, Object> json, LivePage page) {
    /** Reads the answer. */
    public static ConsoleSnapshot parse(String text) {
        return new ConsoleSnapshot(Json.object(text), new LivePage(text));
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

    /** How long ago the machine of that name was heard, milliseconds, up to 250 too few. */
    public long heardMillis(String name) {
        return 250L * page.heardQuarters(position(name));
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
        return page.cell(position, place, column(column)).text();
    }

    /** The text of a cell of a machine, by its name or id, such as its {@code version}; empty if there is none. */
    public String nodeCell(String nameOrId, String column) {
        // Not position(): a name is found by this.
        int known = texts("nodes").indexOf(nameOrId);
        int position = known >= 0 ? known : position(nameOrId);
        return position < 0 ? "" : page.cell(position, 0, column(column)).text();
    }

    private static Column column(String key) {
        return Column.ofKey(key).orElseThrow();
    }

    /** A figure of the strip. */
    public String figure(String key) {
        return Json.text(Json.map(json.get("sum")).get(key));
    }

    /** The conditions that hold. */
    public List<Object> limits() {
        return Json.list(json.get("limits"));
    }
}
