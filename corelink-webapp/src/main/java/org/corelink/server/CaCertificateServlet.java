package org.corelink.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Offers the CA's certificate, so that a browser can be taught to trust this console. Public, as it must be. */
final class CaCertificateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Path certificate;

    /** A servlet that serves the given PEM file. */
    CaCertificateServlet(Path certificate) {
        this.certificate = certificate;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-pem-file");
        response.setHeader("Content-Disposition", "attachment; filename=\"corelink-ca.pem\"");
        Files.copy(certificate, response.getOutputStream());
    }
}
