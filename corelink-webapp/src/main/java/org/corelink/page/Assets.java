package org.corelink.page;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The scripts, styles and icons of the pages. Pages ask for them under a tag that is made of the content of them all, so
 * that a browser may keep them for good and never mixes those of two versions. Any thread.
 */
public final class Assets {
    /** Where they are in the WAR. */
    public static final String FOLDER = "/assets/";

    private static final String ATTRIBUTE = Assets.class.getName();

    private Assets() {}

    /** Where pages ask for them, below the context path: for example {@code "/assets/1f3a09c2/"}. */
    public static String tagged(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String made = FOLDER + tag(context) + "/";
        context.setAttribute(ATTRIBUTE, made);
        return made;
    }

    private static String tag(ServletContext context) {
        CRC32 sum = new CRC32();
        try {
            add(FOLDER, context, sum);
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the pages cannot be read", e);
        }
        return String.format("%08x", sum.getValue());
    }

    private static void add(String folder, ServletContext context, CRC32 sum) throws IOException {
        for (String path : new TreeSet<>(Objects.requireNonNull(context.getResourcePaths(folder), folder))) {
            if (path.endsWith("/")) {
                add(path, context, sum);
            } else {
                try (InputStream file =
                        new CheckedInputStream(Objects.requireNonNull(context.getResourceAsStream(path), path), sum)) {
                    file.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }
}
