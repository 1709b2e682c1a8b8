package org.corelink.server;

import java.util.Map;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.JarScanFilter;
import org.apache.tomcat.JarScanType;
import org.apache.tomcat.JarScanner;
import org.apache.tomcat.JarScannerCallback;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;

/** The web application as Tomcat sees it: the exploded WAR, its realm, its sessions. */
final class ConsoleContext {
    private ConsoleContext() {}

    /** A context that is not started yet. */
    static StandardContext of(ServerConfig config, Tomcat tomcat, LoginService login) {
        StandardContext context = new StandardContext();
        context.setName("");
        context.setPath("");
        context.setDocBase(config.webapp().toString());
        context.setLoader(new ClassPathLoader());
        context.setParentClassLoader(ConsoleContext.class.getClassLoader());
        context.setJarScanner(new NoScan());
        // Atmosphere's own initializers look for annotated classes; the channel is registered by Wiring instead.
        context.setContainerSciFilter("org\\.atmosphere\\.");
        context.addLifecycleListener(webXml(tomcat, login));
        context.setFailCtxIfServletStartFails(true);
        context.setRealm(new ConsoleRealm(login.signIn(), login.audit()));
        sessions(context, login);
        staticFiles(context);
        return context;
    }

    private static ContextConfig webXml(Tomcat tomcat, LoginService login) {
        ContextConfig webXml = new ContextConfig();
        webXml.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        ConsoleAuthenticator authenticator = new ConsoleAuthenticator(login.passwords(), login.sessions());
        // SecurityHeadersValve sets Cache-Control; where a bookmark of the sign-in page leads after signing in.
        authenticator.setDisableProxyCaching(false);
        authenticator.setLandingPage("/");
        // Else whoever does not go where the sign-in leads is out again after two minutes, by the wall clock.
        authenticator.setAuthenticationSessionTimeout(-1);
        webXml.setCustomAuthenticators(Map.of("FORM", authenticator));
        return webXml;
    }

    private static void sessions(StandardContext context, LoginService login) {
        // The prefix makes browsers insist on Secure, path "/" and no domain.
        context.setSessionCookieName("__Host-corelink");
        context.setSessionCookiePath("/");
        context.setUseHttpOnly(true);
        Rfc6265CookieProcessor cookies = new Rfc6265CookieProcessor();
        cookies.setSameSiteCookies("lax");
        context.setCookieProcessor(cookies);
        context.setManager(new ConsoleSessions(login.sessions()));
    }

    private static void staticFiles(StandardContext context) {
        Wrapper files = Tomcat.addServlet(context, "default", new StaticFiles());
        // The kernel could send a large file by itself, but not compress it.
        files.addInitParameter("sendfileSize", "-1");
        files.setLoadOnStartup(1);
        files.addMapping("/");
        Tomcat.addDefaultMimeTypeMappings(context);
    }

    /** Everything is named in web.xml or by service files; looking into each jar would only cost start-up time. */
    private static final class NoScan implements JarScanner {
        private JarScanFilter filter = (type, name) -> false;

        @Override
        public void scan(JarScanType type, jakarta.servlet.ServletContext context, JarScannerCallback callback) {
            // Nothing to find.
        }

        @Override
        public JarScanFilter getJarScanFilter() {
            return filter;
        }

        @Override
        public void setJarScanFilter(JarScanFilter newFilter) {
            filter = newFilter;
        }
    }
}
