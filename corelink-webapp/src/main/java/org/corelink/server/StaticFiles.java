package org.corelink.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.catalina.WebResource;
import org.apache.catalina.servlets.DefaultServlet;
import org.corelink.page.Assets;

/**
 * Files of the WAR. Those of the pages are kept by browsers for good under the addresses that pages use, which {@link Assets}
 * makes of their content. All others are kept and asked about: the answer to a second request is 304 while the content is
 * the same. Its tag is made of the content, for Tomcat's own is made of size and time, and builds give all files one time.
 */
final class StaticFiles extends DefaultServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOR_GOOD = "max-age=31536000, immutable";

    /** By path; nothing changes while the server runs. */
    private final transient Map<String, String> tags = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", caching(request));
        super.doGet(request, response);
    }

    private String caching(HttpServletRequest request) throws MalformedURLException {
        if (getServletContext().getResource(getRelativePath(request)) == null) {
            return "no-store";
        }
        return request.getServletPath().startsWith(Assets.tagged(getServletContext())) ? FOR_GOOD : "no-cache";
    }

    /** Of a path with the tag the one without it. */
    @Override
    protected String getRelativePath(HttpServletRequest request, boolean allowEmptyPath) {
        String path = super.getRelativePath(request, allowEmptyPath);
        String tagged = Assets.tagged(getServletContext());
        return path.startsWith(tagged) ? Assets.FOLDER + path.substring(tagged.length()) : path;
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
