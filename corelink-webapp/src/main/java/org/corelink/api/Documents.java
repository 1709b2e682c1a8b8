package org.corelink.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The files that the API hands out.
 *
 * @param openApi its description, OpenAPI 3.1
 * @param dashboard for Grafana
 * @param tag changes with them
 */
@SuppressWarnings("ArrayRecordComponent") // They are written, and never compared.
public record Documents(byte[] openApi, byte[] dashboard, String tag) {
    /**
     * Those of this build.
     *
     * @throws UncheckedIOException if the build lacks them
     */
    public static Documents ofThisBuild(String version) {
        return new Documents(read("openapi.json"), read("grafana-dashboard.json"), "W/\"" + version + "\"");
    }

    private static byte[] read(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("this build lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
