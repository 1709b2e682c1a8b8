package org.corelink.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.corelink.cluster.Views;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds the OpenAPI document to the API: each route, parameter and field of one is in the other. */
class OpenApiTest {
    private static final Api API = new Api(Snapshots::full, Snapshots::history, Documents.ofThisBuild("0.02.0"));
    private static final JsonNode DOCUMENT = Trees.of(answer("/api/v1/openapi.json"));

    private static Answer answer(String path) {
        return API.answer(new Call("GET", path, Map.of(), null, null));
    }

    @Test
    void documentIsValidOpenApi() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        assertThat(new OpenAPIV3Parser()
                        .readContents(DOCUMENT.toString(), null, options)
                        .getMessages())
                .isEmpty();
    }

    @Test
    void invalidDocumentIsFound() {
        ObjectNode broken = (ObjectNode) Trees.of(answer("/api/v1/openapi.json"));
        ((ObjectNode) broken.at("/paths/~1metrics/get")).remove("responses");
        broken.remove("info");
        assertThat(new OpenAPIV3Parser()
                        .readContents(broken.toString(), null, null)
                        .getMessages())
                .isNotEmpty();
    }

    @Test
    void everyRouteIsDescribedAndNoOther() {
        assertThat(DOCUMENT.get("paths").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        API.routes().stream().map(Route::path).toList());
        for (Route route : API.routes()) {
            JsonNode get = DOCUMENT.get("paths").get(route.path()).get("get");
            Set<String> described = StreamSupport.stream(get.path("parameters").spliterator(), false)
                    .filter(parameter -> parameter.get("in").asString().equals("query"))
                    .map(parameter -> parameter.get("name").asString())
                    .collect(Collectors.toSet());
            assertThat(described).as("parameters of " + route.path()).isEqualTo(route.parameters());
            assertThat(get.at("/responses/200/content").propertyNames())
                    .as("formats of " + route.path())
                    .containsExactlyInAnyOrderElementsOf(route.types());
        }
    }

    @Test
    void everyFieldIsDescribedAndNoOther() {
        byte[] delta = ClusterJson.delta(Views.view(3, Views.node("gone")), Snapshots.full());
        Map<String, byte[]> answers = Map.of(
                "Cluster", answer("/api/v1/cluster").body(),
                "NodeOfRevision", answer("/api/v1/nodes/0001").body(),
                "Events", answer("/api/v1/events").body(),
                "History", answer("/api/v1/nodes/0001/history").body(),
                "Delta", delta,
                "Problem", answer("/nothing").body());
        answers.forEach((name, json) -> {
            Set<String> described = new TreeSet<>();
            collect("", schema(name), described);
            assertThat(Trees.fields(Trees.of(json)))
                    .as("fields of " + name)
                    .containsExactlyInAnyOrderElementsOf(described);
            assertThat(faults(name, json)).as("faults of " + name).isEmpty();
        });
    }

    @Test
    void fieldOfAnotherTypeIsFound() {
        byte[] json = ClusterJson.cluster(Snapshots.full());
        ObjectNode wrong = (ObjectNode) Trees.of(json);
        ((ObjectNode) wrong.at("/nodes/0")).put("lastSeenSeconds", "long ago").put("state", "gone");
        assertThat(faults("Cluster", wrong.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasSize(2);
    }

    private static List<?> faults(String name, byte[] json) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$ref", "#/components/schemas/" + name).set("components", DOCUMENT.get("components"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON);
        return schema.validate(new String(json, java.nio.charset.StandardCharsets.UTF_8), InputFormat.JSON);
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }

    /** The paths of all described fields, as of {@link Trees#fields}. */
    private static void collect(String at, JsonNode schema, Set<String> fields) {
        if (schema.has("$ref")) {
            String ref = schema.get("$ref").asString();
            collect(at, schema(ref.substring(ref.lastIndexOf('/') + 1)), fields);
        }
        schema.path("allOf").forEach(part -> collect(at, part, fields));
        if (schema.has("items")) {
            collect(at + "[]", schema.get("items"), fields);
        }
        schema.path("properties").properties().forEach(property -> {
            String path = at.isEmpty() ? property.getKey() : at + "." + property.getKey();
            fields.add(path);
            assertThat(property.getValue().has("$ref") || property.getValue().has("description"))
                    .as("description of " + path)
                    .isTrue();
            collect(path, property.getValue(), fields);
        });
    }
}
