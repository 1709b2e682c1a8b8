package org.corelink.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.security.SecureRandom;
import java.util.EnumSet;
import org.corelink.api.Api;
import org.corelink.api.ApiServlet;
import org.corelink.api.Documents;
import org.corelink.api.access.AccessFilter;
import org.corelink.api.access.PasswordCache;
import org.corelink.api.access.TokenFile;
import org.corelink.api.stream.StreamServlet;
import org.corelink.login.SignIn;

/** Joins the interfaces for programs to the container. */
final class ApiWiring {
    private static final int SALT_BYTES = 32;

    private ApiWiring() {}

    static void add(ServletContext context, Console console, ServerConfig config, SignIn signIn) {
        FilterRegistration.Dynamic access = context.addFilter("api-access", access(config, signIn));
        access.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/api/*", "/metrics");
        access.setAsyncSupported(true);
        Api api = new Api(console::snapshot, console.history()::of, Documents.ofThisBuild(Version.CURRENT));
        context.addServlet("api", new ApiServlet(api)).addMapping("/api/*", "/metrics", "/healthz", "/readyz");
        ServletRegistration.Dynamic stream = context.addServlet("stream", new StreamServlet(api, console.streams()));
        stream.addMapping(Api.STREAM);
        stream.setAsyncSupported(true);
        context.addListener(console.streams());
    }

    private static AccessFilter access(ServerConfig config, SignIn signIn) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        PasswordCache passwords = new PasswordCache(new SignInPasswords(signIn), salt);
        return new AccessFilter(passwords, new TokenFile(config.data().resolve(TokenFile.NAME)));
    }
}
