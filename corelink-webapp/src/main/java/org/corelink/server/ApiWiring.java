package org.corelink.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import org.corelink.api.Api;
import org.corelink.api.ApiServlet;
import org.corelink.api.Documents;
import org.corelink.api.access.AccessFilter;
import org.corelink.api.access.PasswordCache;
import org.corelink.api.access.TokenFile;
import org.corelink.api.stream.StreamServlet;

/** Joins the interfaces for programs to the container. */
final class ApiWiring {
    private ApiWiring() {}

    static void add(ServletContext context, Console console, ServerConfig config, PasswordCache passwords) {
        FilterRegistration.Dynamic access = context.addFilter("api-access", access(config, passwords));
        access.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/api/*", "/metrics");
        access.setAsyncSupported(true);
        Api api = new Api(console::snapshot, console.history()::of, Documents.ofThisBuild(Version.CURRENT));
        context.addServlet("api", new ApiServlet(api)).addMapping("/api/*", "/metrics", "/healthz", "/readyz");
        ServletRegistration.Dynamic stream = context.addServlet("stream", new StreamServlet(api, console.streams()));
        stream.addMapping(Api.STREAM);
        stream.setAsyncSupported(true);
        context.addListener(console.streams());
    }

    private static AccessFilter access(ServerConfig config, PasswordCache passwords) {
        return new AccessFilter(passwords, new TokenFile(config.data().resolve(TokenFile.NAME)));
    }
}
