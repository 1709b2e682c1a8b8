package org.corelink.host.container;

import java.io.IOException;
import java.util.List;

/**
 * An image to be built.
 *
 * @param image name and tag that it gets
 * @param content what it is built from
 * @param base image that it is built on
 * @param version CoreLink's version
 */
public record ImageBuild(String image, ImageContent content, String base, String version) {
    /** What CoreLink is built on unless another is named. */
    public static final String DEFAULT_BASE = "nvidia/cuda:12.2.0-base-ubuntu22.04";

    /** Name and tag for a version. */
    public static String imageOf(String version) {
        return "corelink:" + version;
    }

    /**
     * The arguments of {@code docker}. Nothing comes from the current folder, and the build has no network.
     *
     * @throws IOException if the content cannot be read
     */
    List<String> arguments() throws IOException {
        return List.of(
                "build",
                "--network",
                "none",
                "--file",
                content.dockerfile().toString(),
                "--tag",
                image,
                "--build-arg",
                "BASE_IMAGE=" + base,
                "--label",
                ImageLabels.VERSION + "=" + version,
                "--label",
                ImageLabels.CONTENT + "=" + content.digest(),
                "--label",
                ImageLabels.BASE + "=" + base,
                content.folder().toString());
    }
}
