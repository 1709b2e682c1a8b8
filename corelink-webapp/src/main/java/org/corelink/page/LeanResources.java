package org.corelink.page;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ResourceWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In place of PrimeFaces' script and style sheet of all its components, those of the few that pages use:
 * {@code assets/primefaces}, which a test makes. What is no resource is answered by the page of the console for that.
 */
public final class LeanResources extends ResourceHandlerWrapper {
    private static final String LIBRARY = "primefaces";
    private static final Set<String> REDUCED = Set.of("components.js", "components.css");

    /** jQuery UI and other plug-ins, for none of these components. */
    private static final Set<String> UNUSED = Set.of("jquery/jquery-plugins.js");

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
        return whole != null && LIBRARY.equals(whole.getLibraryName()) && REDUCED.contains(whole.getResourceName())
                ? new Reduced(whole)
                : whole;
    }

    /** Says of those that no page needs that they are there already. */
    @Override
    public boolean isResourceRendered(FacesContext context, String name, @Nullable String library) {
        return (LIBRARY.equals(library) && UNUSED.contains(name)) || super.isResourceRendered(context, name, library);
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
            String context =
                    FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath();
            return context + "/assets/primefaces/" + getResourceName();
        }
    }
}
