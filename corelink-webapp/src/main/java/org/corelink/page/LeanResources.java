package org.corelink.page;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ResourceWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Of PrimeFaces' files what pages need: in place of the style sheet of all its components that of the few that pages use,
 * {@code assets/primefaces}, which a test makes; and none of its scripts, for the table is kept fresh by {@code live.js}
 * and {@code table.js} alone. What is no resource is answered by the page of the console for that.
 */
public final class LeanResources extends ResourceHandlerWrapper {
    private static final String LIBRARY = "primefaces";
    private static final String STYLES = "components.css";

    /** What Faces and PrimeFaces answer otherwise. */
    public LeanResources(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public @Nullable Resource createResource(String name, @Nullable String library) {
        return reduced(super.createResource(name, library));
    }

    @Override
    public @Nullable Resource createResource(String name, @Nullable String library, @Nullable String contentType) {
        return reduced(super.createResource(name, library, contentType));
    }

    private static @Nullable Resource reduced(@Nullable Resource whole) {
        return whole != null && LIBRARY.equals(whole.getLibraryName()) && STYLES.equals(whole.getResourceName())
                ? new Reduced(whole)
                : whole;
    }

    /** Says of scripts that they are there already. */
    @Override
    public boolean isResourceRendered(FacesContext context, String name, @Nullable String library) {
        return (LIBRARY.equals(library) && name.endsWith(".js")) || super.isResourceRendered(context, name, library);
    }

    /** Faces leaves the answer empty where there is no such resource: it gets the page that says so. */
    @Override
    public void handleResourceRequest(FacesContext context) throws IOException {
        super.handleResourceRequest(context);
        if (context.getExternalContext().getResponse() instanceof HttpServletResponse response
                && response.getStatus() == HttpServletResponse.SC_NOT_FOUND
                && !response.isCommitted()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** The same name at another address. */
    private static final class Reduced extends ResourceWrapper {
        Reduced(Resource whole) {
            super(whole);
        }

        @Override
        public String getRequestPath() {
            ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
            return external.getRequestContextPath()
                    + Assets.tagged((ServletContext) external.getContext())
                    + "primefaces/"
                    + getResourceName();
        }
    }
}
