package org.corelink.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.catalina.WebResource;
import org.apache.catalina.servlets.DefaultServlet;

/**
 * Files of the WAR, which browsers keep and ask about: the answer to a second request is 304 while the content is the same.
 * Its tag is made of the content, for Tomcat's own is made of size and time, and builds give all files one time.
 */
final class StaticFiles extends DefaultServlet {
    private static final long serialVersionUID = 1L;

    /** By path; nothing changes while the server runs. */
    private final transient Map<String, String> tags = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean exists = getServletContext().getResource(request.getServletPath()) != null;
        response.setHeader("Cache-Control", exists ? "no-cache" : "no-store");
        super.doGet(request, response);
    }

    @Override
    protected String generateETag(WebResource resource) {
        return tags.computeIfAbsent(resource.getWebappPath(), _ -> tag(resource.getContent()));
    }

    /** Weak, since what is sent may be compressed. */
    private static String tag(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return "W/\"" + Integer.toHexString(content.length) + "-" + Long.toHexString(sum.getValue()) + "\"";
    }
}
