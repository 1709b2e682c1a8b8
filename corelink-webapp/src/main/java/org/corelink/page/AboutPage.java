package org.corelink.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What this console is made of, and what it runs on. */
@Named
@RequestScoped
public class AboutPage {
    /** Where the documentation is, if it came with this build. */
    static final String DOCUMENTATION = "/docs/index.html";

    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final long MIB = 1L << 20;

    private final @Nullable ServletContext context;

    /** For the container's proxy only. */
    protected AboutPage() {
        context = null;
    }

    /** The page of this server. */
    @Inject
    public AboutPage(ServletContext context) {
        this.context = context;
    }

    /** What the server runs on, in order. */
    public List<Fact> getPlatform() {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                new Fact("java", Runtime.version() + ", " + System.getProperty("java.vendor")),
                new Fact("vm", System.getProperty("java.vm.name")),
                new Fact(
                        "os",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                + System.getProperty("os.arch")),
                new Fact("processors", Integer.toString(runtime.availableProcessors())),
                new Fact("heap", runtime.maxMemory() / MIB + " MiB"),
                new Fact(
                        "since",
                        SINCE.format(Instant.ofEpochMilli(
                                ManagementFactory.getRuntimeMXBean().getStartTime()))));
    }

    /** Whether the documentation came with this build. */
    public boolean isDocumented() {
        try {
            return Objects.requireNonNull(context).getResource(DOCUMENTATION) != null;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(DOCUMENTATION + " is a path", e);
        }
    }

    /** The licences of what comes with CoreLink. */
    public String getNotice() {
        return text("/META-INF/corelink/NOTICE");
    }

    /** The licence of CoreLink. */
    public String getLicence() {
        return text("/META-INF/corelink/LICENSE");
    }

    private static String text(String resource) {
        try (InputStream in = AboutPage.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Something to know.
     *
     * @param name end of the key of its label in the message bundle
     * @param text what is so
     */
    public record Fact(String name, String text) {
        /** Key of its label in the message bundle. */
        public String label() {
            return "about." + name;
        }
    }
}
