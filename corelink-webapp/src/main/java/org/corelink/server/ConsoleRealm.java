package org.corelink.server;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.corelink.login.Role;
import org.corelink.login.SignIn;
import org.corelink.login.SignInOutcome;
import org.corelink.login.UserPrincipal;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;
import org.corelink.manager.ContainerRole;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's way to {@link SignIn}, and so to JAAS. Not Tomcat's own JAAS realm: that one knows neither who asks nor how to
 * say that there are too many.
 */
final class ConsoleRealm extends RealmBase {
    /** The request whose password is checked; bound by the authenticator. */
    static final ScopedValue<SignInCall> CALL = ScopedValue.newInstance();

    private final SignIn signIn;
    private final AuditLog audit;

    ConsoleRealm(SignIn signIn, AuditLog audit) {
        this.signIn = signIn;
        this.audit = audit;
    }

    @Override
    public @Nullable Principal authenticate(@Nullable String name, @Nullable String password) {
        if (name == null || password == null) {
            return null;
        }
        try {
            return switch (signIn.attempt(name, password, CALL.get().address())) {
                case SignInOutcome.Welcome(UserPrincipal user, Set<Role> roles) -> principal(user, roles);
                case SignInOutcome.Refused _ -> null;
                case SignInOutcome.TooMany tooMany -> {
                    CALL.get().onTooMany(tooMany.retryAfter());
                    yield null;
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** A person as Tomcat knows one, with the roles of the console and those of the manager. */
    static GenericPrincipal principal(UserPrincipal user, Set<Role> roles) {
        List<String> names = Stream.concat(roles.stream().map(Role::roleName), ContainerRole.grantedTo(roles).stream())
                .toList();
        return new GenericPrincipal(user.getName(), names, user);
    }

    @Override
    public boolean hasResourcePermission(
            Request request, Response response, SecurityConstraint[] constraints, Context context) throws IOException {
        boolean granted = super.hasResourcePermission(request, response, constraints, context);
        if (!granted) {
            String user = request.getRemoteUser() == null ? "" : request.getRemoteUser();
            audit.record(AuditEvent.of("denied", request.getRemoteAddr(), user)
                    .with("path", request.getDecodedRequestURI()));
        }
        return granted;
    }

    /** There is none: PAM alone knows. */
    @Override
    protected @Nullable String getPassword(String name) {
        return null;
    }

    /** Nobody comes in without a password. */
    @Override
    protected @Nullable Principal getPrincipal(String name) {
        return null;
    }
}
