package org.corelink.server;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as Maven built it. */
final class BuiltWar {
    private BuiltWar() {}

    /** For a method with Arquillian's {@code @Deployment}. */
    static WebArchive archive() {
        return ShrinkWrap.create(ZipImporter.class, "corelink.war")
                .importFrom(new File(System.getProperty("corelink.war")))
                .as(WebArchive.class);
    }
}
