package org.corelink.server;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.filters.CorsFilter;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;

/** The console with one protection taken away: the attack that this is for has to find it. */
enum BrokenTwin {
    WITHOUT_HEADERS("answers without protecting headers", tomcat -> remove(tomcat, SecurityHeadersValve.class)),
    CACHED(
            "pages kept by caches",
            tomcat -> before(tomcat, (_, response) -> {
                response.setHeader("Cache-Control", "private");
                return false;
            })),
    TALKATIVE_ERRORS("banners, stack traces and names of classes", tomcat -> {
        ErrorReportValve errors = (ErrorReportValve) find(tomcat.getHost().getPipeline(), ErrorReportValve.class);
        errors.setShowReport(true);
        errors.setShowServerInfo(true);
    }),
    BANNER(
            "banners, stack traces and names of classes",
            tomcat -> protocol(tomcat).setServer("Apache Tomcat")),

    COOKIE_FOR_SCRIPTS(Named.COOKIES, tomcat -> {
        context(tomcat).setUseHttpOnly(false);
        initially(tomcat, servlets -> servlets.getSessionCookieConfig().setHttpOnly(false));
    }),
    COOKIE_BY_ANOTHER_NAME(Named.COOKIES, tomcat -> context(tomcat).setSessionCookieName("JSESSIONID")),
    COOKIE_FOR_OTHER_SITES(Named.COOKIES, tomcat -> {
        Rfc6265CookieProcessor cookies = new Rfc6265CookieProcessor();
        cookies.setSameSiteCookies("none");
        context(tomcat).setCookieProcessor(cookies);
    }),
    SESSIONS_IN_ADDRESSES(
            "sessions in addresses",
            tomcat -> initially(
                    tomcat,
                    servlets -> servlets.setSessionTrackingModes(
                            Set.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL)))),
    SAME_SESSION_AFTER_SIGN_IN("sessions that a stranger chose", BrokenTwin::keepSessionId),

    CHANGES_FROM_OTHER_SITES("state changes from other sites", tomcat -> remove(tomcat, SameOriginValve.class)),
    SOCKETS_FROM_OTHER_SITES("sockets from other sites", tomcat -> remove(tomcat, SameOriginValve.class)),
    READ_BY_OTHER_SITES("answers that other sites may read", BrokenTwin::allowAnyOrigin),
    ANY_NAME("names of other sites", tomcat -> remove(tomcat, HostNameValve.class)),
    OPEN_REDIRECT(
            "redirects to other sites",
            tomcat -> before(tomcat, (request, response) -> {
                String to = request.getParameter("to");
                if (to != null) {
                    response.sendRedirect(to);
                }
                return to != null;
            })),

    FILES_BY_DECODED_PATH("files outside of what is served", BrokenTwin::serveAnyFile),
    OPEN_TO_STRANGERS(
            "spellings of a path that pass by the sign-in",
            tomcat -> before(tomcat, (request, _) -> {
                if (request.getDecodedRequestURI().contains("/..;/")
                        || request.getRequestURI().contains(";a=b")) {
                    request.setUserPrincipal(
                            ConsoleRealm.principal(new UserPrincipal("viewer", "0"), Set.of(Role.VIEWER)));
                }
                return false;
            })),
    TRACE("methods that nobody needs", tomcat -> tomcat.getConnector().setAllowTrace(true)),

    ANY_HEADER("headers without a limit", tomcat -> protocol(tomcat).setMaxHttpRequestHeaderSize(1024 * 1024)),
    ANY_BODY("bodies without a limit", tomcat -> tomcat.getConnector().setMaxPostSize(-1)),
    ANY_NUMBER_OF_PARAMETERS(
            "parameters without a limit", tomcat -> tomcat.getConnector().setMaxParameterCount(-1)),
    FEW_CONNECTIONS(
            "connections that are held without a word",
            tomcat -> protocol(tomcat).setMaxConnections(100)),
    ENDLESS_PATIENCE("requests that never end", tomcat -> protocol(tomcat).setConnectionTimeout(60_000)),
    PARAMETERS_OF_ANY_KIND("names that no file can have", tomcat -> remove(tomcat, ParametersValve.class)),

    STATE_IN_THE_PAGE(
            "state of pages in the hands of the client",
            tomcat -> before(tomcat, (request, response) -> {
                boolean page = request.getRequestURI().equals("/about.xhtml");
                if (page) {
                    String state = "x".repeat(1_000);
                    response.getWriter().println("<input name=\"jakarta.faces.ViewState\" value=\"" + state + "\"/>");
                }
                return page;
            })),
    ANY_STATE(
            "state that was made up",
            tomcat -> before(tomcat, (request, response) -> {
                boolean form = request.getMethod().equals("POST")
                        && request.getRequestURI().equals("/cluster.xhtml");
                if (form) {
                    response.getWriter().println("done");
                }
                return form;
            })),

    TLS_OF_YESTERDAY("old versions of TLS", tomcat -> tls(tomcat).setProtocols("TLSv1.2+TLSv1.3")),
    SUITES_OF_YESTERDAY("weak suites of TLS", tomcat -> {
        tls(tomcat).setProtocols("TLSv1.2+TLSv1.3");
        tls(tomcat).setCiphers("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
    });

    private final String attack;

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda that holds nothing
    private final Consumer<Tomcat> change;

    BrokenTwin(String attack, Consumer<Tomcat> change) {
        this.attack = attack;
        this.change = change;
    }

    /** The name of the attack that has to find it. */
    String attack() {
        return attack;
    }

    /** Takes the protection away, before the server starts. */
    void breaks(Tomcat tomcat) {
        change.accept(tomcat);
    }

    /** What several twins are for. */
    private static final class Named {
        static final String COOKIES = "cookies that scripts, other sites or other machines get";

        private Named() {}
    }

    /** Something done to a request before the console sees it. */
    @FunctionalInterface
    private interface Step {
        /** Returns whether it has been answered with that. */
        boolean take(Request request, Response response) throws IOException;
    }

    private static Context context(Tomcat tomcat) {
        return (Context) tomcat.getHost().findChildren()[0];
    }

    private static Http11NioProtocol protocol(Tomcat tomcat) {
        return (Http11NioProtocol) tomcat.getConnector().getProtocolHandler();
    }

    private static SSLHostConfig tls(Tomcat tomcat) {
        return protocol(tomcat).findSslHostConfigs()[0];
    }

    private static Valve find(Pipeline pipeline, Class<? extends Valve> kind) {
        return Arrays.stream(pipeline.getValves())
                .filter(kind::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static void remove(Tomcat tomcat, Class<? extends Valve> kind) {
        Pipeline pipeline = tomcat.getHost().getPipeline();
        pipeline.removeValve(find(pipeline, kind));
    }

    private static void before(Tomcat tomcat, Step step) {
        tomcat.getHost().getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                if (!step.take(request, response)) {
                    getNext().invoke(request, response);
                }
            }
        });
    }

    private static void initially(Tomcat tomcat, Consumer<ServletContext> step) {
        context(tomcat).addServletContainerInitializer((_, servlets) -> step.accept(servlets), Set.of());
    }

    private static void keepSessionId(Tomcat tomcat) {
        initially(tomcat, _ -> {
            Valve authenticator = find(context(tomcat).getPipeline(), ConsoleAuthenticator.class);
            ((ConsoleAuthenticator) authenticator).setChangeSessionIdOnAuthentication(false);
        });
    }

    private static void allowAnyOrigin(Tomcat tomcat) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("cors");
        filter.setFilterClass(CorsFilter.class.getName());
        filter.addInitParameter(CorsFilter.PARAM_CORS_ALLOWED_ORIGINS, "*");
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("cors");
        everywhere.addURLPattern("/*");
        context(tomcat).addFilterDef(filter);
        context(tomcat).addFilterMap(everywhere);
    }

    private static void serveAnyFile(Tomcat tomcat) {
        Context context = context(tomcat);
        Path assets = Path.of(context.getDocBase(), "assets");
        Tomcat.addServlet(context, "any-file", new AnyFile(assets)).addMapping("/assets/*");
    }

    /** Decodes once more than it should, and looks at no dots. */
    private static final class AnyFile extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Path folder;

        AnyFile(Path folder) {
            this.folder = folder;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = URLDecoder.decode(request.getPathInfo().substring(1), StandardCharsets.UTF_8);
            Path file = folder.resolve(path);
            if (Files.isRegularFile(file)) {
                response.getOutputStream().write(Files.readAllBytes(file));
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        }
    }
}
