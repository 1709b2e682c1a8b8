package org.corelink.page;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ResourceBundle;
import java.util.Set;

/** Says what went wrong, in words and without any inside of the server. */
@Named
@Dependent
public class ErrorPage {
    private static final Set<Integer> EXPLAINED = Set.of(403, 404);

    private final int status;
    private final ResourceBundle messages;

    /** The page for one failed request. */
    @Inject
    public ErrorPage(HttpServletRequest request) {
        status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        messages = ResourceBundle.getBundle("org.corelink.page.messages", request.getLocale());
    }

    /** The HTTP status. */
    public int getStatus() {
        return status;
    }

    /** What it means here. */
    public String getMessage() {
        return messages.getString(EXPLAINED.contains(status) ? "error." + status : "error.other");
    }
}
