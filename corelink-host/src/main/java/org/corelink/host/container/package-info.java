/**
 * CoreLink in Docker: what is to run and how that is said to Docker (pure), and the life of image and container.
 *
 * <p>{@link org.corelink.host.container.Docker} asks the program {@code docker}, through the port of {@code exec}; the
 * content of the image is the folder that CoreLink was installed to, which {@link
 * org.corelink.host.container.ImageContent} reads.
 */
@NullMarked
package org.corelink.host.container;

import org.jspecify.annotations.NullMarked;
