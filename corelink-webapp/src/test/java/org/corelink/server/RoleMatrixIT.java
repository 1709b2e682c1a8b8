package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may what: nobody, viewer, operator and admin against every path that the running application answers, taken from its servlets,
 * pages, API and manager. A path that no line of the table names fails, so that nobody adds one without saying whose it is.
 */
class RoleMatrixIT {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));
    private static final String PASSWORD = "right-password";

    /** Who asks, the least first. */
    private enum Caller {
        STRANGER,
        VIEWER,
        OPERATOR,
        ADMIN
    }

    /** From whom on a path is open. */
    private enum Least {
        ANYBODY,
        VIEWER,
        OPERATOR,
        ADMIN,
        NOBODY;

        boolean admits(Caller caller) {
            return switch (this) {
                case ANYBODY -> true;
                case VIEWER -> caller != Caller.STRANGER;
                case OPERATOR -> caller == Caller.OPERATOR || caller == Caller.ADMIN;
                case ADMIN -> caller == Caller.ADMIN;
                case NOBODY -> false;
            };
        }
    }

    /**
     * A line of the table.
     *
     * @param path a regular expression
     */
    private record Line(String method, String path, Least least) {}

    /** The table. The first line that fits counts. */
    private static final List<Line> TABLE = List.of(
            new Line("GET|POST", "/(healthz|readyz|ca\\.pem|assets/.*|jakarta\\.faces\\.resource/.*)", Least.ANYBODY),
            new Line("GET", "/manager/(page|status)\\.xhtml", Least.NOBODY),
            new Line("GET", "/manager/text/resample", Least.OPERATOR),
            new Line("GET|POST", "/manager/.*", Least.ADMIN),
            new Line("GET|POST", "/resample", Least.OPERATOR),
            new Line("POST", "/(sign-out|step-up)", Least.VIEWER),
            new Line("GET", "/(sign-out|step-up)", Least.VIEWER),
            new Line("GET|POST", "/(api/.*|metrics|live/.*|docs/.*|)", Least.VIEWER),
            new Line("GET|POST", "/(cluster|events|machine|about|error)\\.xhtml", Least.VIEWER),
            // Whoever has signed in is led on to the cluster.
            new Line("GET", "/sign-in\\.xhtml", Least.VIEWER));

    /** What a pattern of a servlet is visited by. */
    private static final Map<String, String> VISITS = Map.of(
            "/", "/assets/console.css",
            "*.xhtml", "/cluster.xhtml",
            "/live/push", "/live/push?X-Atmosphere-Transport=sse&X-Atmosphere-Framework=5.0.7&X-atmo-protocol=true",
            "/manager/text/*", "/manager/text/no-such-command",
            "/manager/html/*", "/manager/html",
            "/api/*", "/api/v1/cluster");

    /** It would end the sessions of the others; and a channel that stays open, which only tells. */
    private static final Set<String> NOT_POSTED = Set.of("/sign-out", "/live/push");

    private static final Map<String, String> PARAMETERS = Map.of(
            "expire", "user=no-such-user",
            "evict", "node=no-such-machine",
            "loglevel", "logger=org.corelink.nothing");

    @TempDir
    static Path folder;

    private static EmbeddedTomcat server;
    private static final Map<Caller, ConsoleClient> CLIENTS = new EnumMap<>(Caller.class);

    @BeforeAll
    static void start() throws Exception {
        server = ConsoleInProcess.start(folder, new AccountOfEachRole(PASSWORD), _ -> {});
        for (Caller caller : Caller.values()) {
            CLIENTS.put(caller, client(caller));
        }
    }

    private static ConsoleClient client(Caller caller) throws IOException, InterruptedException {
        ConsoleClient client = new ConsoleClient(URI.create("https://localhost:" + server.port() + "/"));
        if (caller != Caller.STRANGER) {
            client.signIn(name(caller), PASSWORD);
        }
        return client;
    }

    private static String name(Caller caller) {
        return caller.name().toLowerCase(java.util.Locale.ROOT);
    }

    @AfterAll
    static void stop() {
        CLIENTS.values().forEach(ConsoleClient::close);
        server.close();
    }

    /** All that can be visited, as {@code METHOD PATH}. */
    private static Set<String> routes() throws Exception {
        Set<String> routes = new TreeSet<>();
        for (String mapping : server.mappings()) {
            String path = VISITS.getOrDefault(mapping, mapping);
            routes.add("GET " + path);
            if (!NOT_POSTED.contains(mapping)) {
                routes.add("POST " + path);
            }
        }
        try (Stream<Path> files = Files.walk(WAR)) {
            files.map(file -> "/" + WAR.relativize(file))
                    .filter(file -> file.endsWith(".xhtml") && !file.startsWith("/WEB-INF/"))
                    .forEach(page -> routes.add("GET " + page));
        }
        String api = CLIENTS.get(Caller.VIEWER).get("api/v1/openapi.json").body();
        Pattern.compile("\"(/(?:api|metrics|healthz|readyz)[^\"]*)\"\\s*:\\s*\\{")
                .matcher(api)
                .results()
                .map(path -> path.group(1).replaceAll("\\{\\w+}", "no-such-id"))
                .forEach(path -> routes.add("GET " + path));
        for (String command : commands()) {
            String query = PARAMETERS.containsKey(command) ? "?" + PARAMETERS.get(command) : "";
            routes.add("GET /manager/text/" + command + query);
            routes.add("POST /manager/html/" + command + query);
        }
        routes.add("GET /");
        return routes;
    }

    /** As the running server names them. */
    private static List<String> commands() throws Exception {
        String answer = text(send(Caller.ADMIN, "GET", "/manager/text/no-such-command"));
        Matcher names = Pattern.compile("the commands are (.*)").matcher(answer);
        assertThat(names.find()).as(answer).isTrue();
        return List.of(names.group(1).split(", "));
    }

    private static Least leastOf(String method, String path) {
        return TABLE.stream()
                .filter(line -> method.matches(line.method())
                        && path.replaceAll("\\?.*", "").matches(line.path()))
                .map(Line::least)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody says whose " + method + " " + path + " is"));
    }

    @Test
    void everyPathIsOpenToThoseWhoMayAndToNobodyElse() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<String> routes = routes();
        assertThat(routes).hasSizeGreaterThan(50).anyMatch(route -> route.endsWith("/manager/text/sslReload"));
        for (String route : routes) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            Least least = leastOf(method, path);
            for (Caller caller : Caller.values()) {
                boolean admitted = isAdmitted(send(caller, method, path));
                if (admitted != least.admits(caller)) {
                    wrong.add(caller + " is " + (admitted ? "admitted to " : "kept from ") + route);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noOtherMethodAndNoOtherSpellingOpensTheManager() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String path : List.of(
                "/manager/text/list",
                "/manager/text/list;x=1",
                "/manager;x/text/list",
                "/./manager/text/list",
                "//manager/text/list",
                "/x/../manager/text/list",
                "/manager/%74ext/list",
                "/manager/text//list",
                "/manager/text/resample/../list",
                "/manager/text/resample;/../list",
                "/manager/status",
                "/manager/status?JSON=true",
                "/manager/status;x?XML=true",
                "/manager/html",
                "/manager/html/list",
                "/manager",
                "/manager/",
                "/manager/page.xhtml;x")) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "NONSENSE")) {
                HttpResponse<InputStream> answer = send(Caller.OPERATOR, method, path);
                if (isAdmitted(answer) && answer.statusCode() < 400) {
                    wrong.add(method + " " + path + " is answered with " + answer.statusCode());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** With the session of the caller; to the text commands, with name and password instead. */
    private static HttpResponse<InputStream> send(Caller caller, String method, String path) throws Exception {
        ConsoleClient client = CLIENTS.get(caller);
        HttpRequest.Builder request = HttpRequest.newBuilder(client.uri("/").resolve(raw(client, path)))
                // A stream that is left early ends its connection, and no other's.
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30));
        if (path.contains("text") && caller != Caller.STRANGER) {
            String pair = name(caller) + ":" + PASSWORD;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("password=" + PASSWORD + "&token=" + token(caller)));
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return client.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The own one, or that of the administrator's page for who has none: what keeps people out must be their role. */
    private static String token(Caller caller) throws Exception {
        HttpResponse<String> page = caller == Caller.OPERATOR
                ? CLIENTS.get(Caller.OPERATOR).get("machine.xhtml?id=" + ownId())
                : CLIENTS.get(Caller.ADMIN).get("manager/html");
        Matcher token = Pattern.compile("name=\"token\" value=\"(\\w+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** The id of this machine, which its manager lists first. */
    private static String ownId() throws Exception {
        return text(send(Caller.ADMIN, "GET", "/manager/text/list"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .replaceAll(".*\t", "");
    }

    /** As it is written: resolving would normalise it. */
    private static URI raw(ConsoleClient client, String path) {
        URI root = client.uri("/");
        return URI.create(root.getScheme() + "://" + root.getAuthority() + path);
    }

    private static boolean isAdmitted(HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            answer.body().close();
            return false;
        }
        boolean page = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (page) {
            // Whoever is not signed in sees the sign-in page in place of any other.
            return !text(answer).contains("name=\"j_password\"");
        }
        answer.body().close();
        return true;
    }

    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
