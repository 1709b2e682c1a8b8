package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.corelink.login.Role;
import org.corelink.login.session.FormToken;
import org.jspecify.annotations.Nullable;

/** The button by which an operator has this machine read anew, and what came of it. */
@Named
@RequestScoped
public class ResampleForm {
    /** Attribute of a session in which it was just pressed. */
    public static final String DONE = ResampleForm.class.getName();

    private final @Nullable HttpServletRequest request;

    /** For the container's proxy only. */
    protected ResampleForm() {
        request = null;
    }

    /** The button of that person. */
    @Inject
    public ResampleForm(HttpServletRequest request) {
        this.request = request;
    }

    private HttpServletRequest request() {
        return Objects.requireNonNull(request);
    }

    /** Whether the person may; it is asked again when the button is pressed. */
    public boolean isOffered() {
        return request().isUserInRole(Role.OPERATOR.roleName());
    }

    /** Goes along with the form. */
    public String getToken() {
        return FormToken.forPage(request().getSession());
    }

    /** Whether it was pressed since this was last asked. */
    public boolean takeDone() {
        HttpSession session = request().getSession();
        boolean done = session.getAttribute(DONE) != null;
        session.removeAttribute(DONE);
        return done;
    }
}
