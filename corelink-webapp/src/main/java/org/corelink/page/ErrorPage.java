package org.corelink.page;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Says what went wrong, in words and without any inside of the server. */
@Named
@Dependent
public class ErrorPage {
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> EXPLAINED = Set.of(400, 403, NOT_FOUND, 405);

    private final int status;
    private final String key;

    /** The page for one failed request. */
    @Inject
    public ErrorPage(HttpServletRequest request) {
        status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : NOT_FOUND;
        key = EXPLAINED.contains(status) ? "error." + status : "error.other";
    }

    /** The HTTP status. */
    public int getStatus() {
        return status;
    }

    /** Key of what it means here, in the message bundle; the key of its title has {@code .title} more. */
    public String getKey() {
        return key;
    }
}
