package org.corelink.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;
import org.corelink.manager.AllowedAddresses;

/** Closes the manager to addresses that are not allowed, before anybody is asked for a password. */
final class AllowedAddressValve extends ValveBase {
    private static final String MANAGER = "/manager";

    private final AllowedAddresses addresses;
    private final AuditLog audit;

    AllowedAddressValve(Path data, Supplier<List<String>> interfaces, AuditLog audit) {
        super(true);
        addresses = new AllowedAddresses(data.resolve(AllowedAddresses.NAME), interfaces);
        this.audit = audit;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getDecodedRequestURI();
        boolean manager = path.equals(MANAGER) || path.startsWith(MANAGER + "/");
        if (manager && !addresses.admits(request.getRemoteAddr())) {
            audit.record(AuditEvent.of("denied", request.getRemoteAddr(), "")
                    .with("reason", "address")
                    .with("path", path));
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        getNext().invoke(request, response);
    }
}
