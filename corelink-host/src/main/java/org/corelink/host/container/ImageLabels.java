package org.corelink.host.container;

/** By which an image tells what it is. */
final class ImageLabels {
    /** CoreLink's version. */
    static final String VERSION = "org.opencontainers.image.version";

    /** {@link ImageContent#digest()} of what it was built from. */
    static final String CONTENT = "org.corelink.content";

    /** The base image that it was built on. */
    static final String BASE = "org.opencontainers.image.base.name";

    private ImageLabels() {}
}
