package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.corelink.gossip.Mode;
import org.corelink.login.Role;
import org.jspecify.annotations.Nullable;

/** What stands on every page. */
@Named
@RequestScoped
public class PageFrame {
    private static final String MANAGER = "/manager";

    private final @Nullable ConsoleFacts facts;
    private final @Nullable HttpServletRequest request;

    /** For the container's proxy only. */
    protected PageFrame() {
        facts = null;
        request = null;
    }

    /** The frame of this server's pages. */
    @Inject
    public PageFrame(ConsoleFacts facts, HttpServletRequest request) {
        this.facts = facts;
        this.request = request;
    }

    private ConsoleFacts facts() {
        return Objects.requireNonNull(facts);
    }

    private HttpServletRequest request() {
        return Objects.requireNonNull(request);
    }

    /** What the addresses of the pages' scripts, styles and icons begin with. */
    public String getAssets() {
        return request().getContextPath() + Assets.tagged(request().getServletContext());
    }

    /** Name of the machine that serves the page. */
    public String getMachine() {
        return facts().machine();
    }

    /** Name of the cluster's certificate authority. */
    public String getAuthority() {
        return facts().authority();
    }

    /** SHA-256 of the CA's certificate, as colon-separated hexadecimal. */
    public String getCaFingerprint() {
        return facts().caFingerprint();
    }

    /** Version of CoreLink. */
    public String getVersion() {
        return facts().version();
    }

    /** The mode of gossip for the message bundle: {@code "open"}, {@code "mixed"}, {@code "sealed"}. */
    public String getMode() {
        return facts().mode().word();
    }

    /** Whether machines are shown that nobody vouches for. */
    public boolean isUnauthenticated() {
        return facts().mode() != Mode.SEALED;
    }

    /** Whether the page is for a display on a wall: without anything to click. */
    public boolean isKiosk() {
        return request().getParameter("kiosk") != null;
    }

    /** Whether the person may administer, and there is something to administer with. */
    public boolean isManager() {
        return request().isUserInRole(Role.ADMIN.roleName())
                && request().getServletContext().getServletRegistrations().values().stream()
                        .anyMatch(servlet -> servlet.getMappings().stream().anyMatch(path -> path.startsWith(MANAGER)));
    }
}
