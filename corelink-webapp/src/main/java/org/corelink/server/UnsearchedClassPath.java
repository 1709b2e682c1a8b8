package org.corelink.server;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;

/**
 * The class path, of which nobody can list the jars. Mojarra looks through all of them for tag libraries, and would read the
 * two of PrimeFaces, a megabyte each, for the few tags of {@code WEB-INF/primefaces.taglib.xml}.
 */
final class UnsearchedClassPath extends ClassLoader {
    /** What is in every jar, and so leads to each of them. */
    private static final Set<String> IN_EVERY_JAR = Set.of("META-INF/", "META-INF/MANIFEST.MF");

    UnsearchedClassPath(ClassLoader parent) {
        super("console", parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return IN_EVERY_JAR.contains(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }
}
