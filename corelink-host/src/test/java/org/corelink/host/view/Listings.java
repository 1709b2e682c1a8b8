package org.corelink.host.view;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.corelink.cluster.query.RowSelection;

/** What a console tells of three machines: one works, one is down, one has no GPU. */
final class Listings {
    private static final String SMALL = """
        {"revision":7,"cluster":{"limits":[],"nodeCount":3,"gpuCount":2,
          "nodesByState":{"online":2,"suspect":0,"down":1,"stale":0,"left":0}},"total":4,
         "columns":[{"key":"node"}],
         "rows":[
          {"id":"a","node":"ws1","state":"online","gpu":0,"model":"GeForce RTX 4090","util":97.0,"mem":11.994,
           "memall":23.988,"temp":71,"power":310,"cap":450,"seen":0.4,"fan":42},
          {"id":"a","node":"ws1","state":"online","gpu":1,"model":"GeForce RTX 4090","mem":0.2,"memall":23.988,
           "temp":91,"seen":0.4,"trouble":"hot"},
          {"id":"b","node":"ws2","state":"down","gpu":0,"model":"RTX A6000","util":12,"mem":1,"memall":47.988,
           "temp":40,"power":80,"cap":300,"seen":12.9,"trouble":"down"},
          {"id":"c","node":"ws3","state":"online, simulated","model":"no GPU","seen":2}]}
        """;

    private Listings() {}

    static Listing small() {
        return ListingReader.rows(SMALL.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with what else a console may say. */
    static Listing small(String limits) {
        return ListingReader.rows(
                SMALL.replace("\"limits\":[]", "\"limits\":[" + limits + "]").getBytes(StandardCharsets.UTF_8));
    }

    static Listing none() {
        return ListingReader.rows("{\"cluster\":{\"nodeCount\":3,\"gpuCount\":2},\"total\":4,\"rows\":[]}"
                .getBytes(StandardCharsets.UTF_8));
    }

    static RowSelection wanted(Map<String, String> parameters) {
        return RowSelection.read(name -> Optional.ofNullable(parameters.get(name)))
                .selection();
    }
}
