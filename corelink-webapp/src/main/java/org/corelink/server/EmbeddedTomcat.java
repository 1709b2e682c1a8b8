package org.corelink.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.modeler.Registry;
import org.corelink.manager.Eviction;

/** The running web server with the console deployed in it. */
public final class EmbeddedTomcat implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedTomcat.class.getName());

    /** Who starts the server by settings alone has given it the cluster's keys to read. */
    private static final Eviction NOT_HERE =
            Eviction.refusedBecause("This console can read the cluster's keys and not make new ones.");

    private final Tomcat tomcat;
    private final CertificateWatch certificates;
    private final LoginService login;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private final Thread onSignal = EndOnSignal.hook(this::close);

    private EmbeddedTomcat(Tomcat tomcat, LoginService login, CertificateWatch certificates) {
        this.tomcat = tomcat;
        this.login = login;
        this.certificates = certificates;
    }

    /**
     * Starts the server with the accounts of this host; when this returns, it answers. SIGTERM and SIGINT end it cleanly from then on.
     *
     * @param eviction puts machines out of the cluster
     * @throws StartException if the port is taken or not allowed, a file cannot be used, or the application fails;
     *     nothing is left running then
     */
    public static EmbeddedTomcat startOnHost(ServerConfig config, Eviction eviction) throws StartException {
        warnOfSlowStart();
        return start(config, LoginService.Accounts::ofThisHost, eviction, _ -> {});
    }

    /** The same for accounts that are asked in another way, on a machine that puts nobody out. */
    static EmbeddedTomcat start(ServerConfig config, LoginService.Accounts accounts) throws StartException {
        warnOfSlowStart();
        return start(config, accounts, _ -> {});
    }

    private static void warnOfSlowStart() {
        if (ClassCache.isUnused()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the cache of classes does not fit this Java runtime or these files, so this start takes longer;"
                            + " to make it anew, install or build CoreLink again");
        }
    }

    /**
     * The same without that warning.
     *
     * @param change what is different from the console that people use; done before anything is bound
     */
    static EmbeddedTomcat start(ServerConfig config, LoginService.Accounts accounts, Consumer<Tomcat> change)
            throws StartException {
        return start(config, accounts, NOT_HERE, change);
    }

    private static EmbeddedTomcat start(
            ServerConfig config, LoginService.Accounts accounts, Eviction eviction, Consumer<Tomcat> change)
            throws StartException {
        requireReadable(config.webapp(), config.certificate(), config.privateKey(), config.caCertificate());
        // No MBeans: nobody asks for them, and to describe them takes a tenth of a start.
        Registry.disableRegistry();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(workDirectory(config).toString());
        TlsFiles files = tlsFiles(config);
        tomcat.setConnector(TlsConnector.of(config, files));
        tomcat.getHost().getPipeline().addValve(new SecurityHeadersValve());
        tomcat.getHost().getPipeline().addValve(plainErrors());
        tomcat.getHost().getPipeline().addValve(new HostNameValve(config.certificate(), config.name()));
        tomcat.getHost().getPipeline().addValve(new SameOriginValve());
        tomcat.getHost().getPipeline().addValve(new ParametersValve());
        LoginService login = LoginService.start(config, accounts);
        StandardContext context = ConsoleContext.of(config, tomcat, login);
        tomcat.getHost().addChild(context);
        Handover handover = new Handover(config, login, new TomcatConnector(tomcat.getConnector(), config), eviction);
        context.getPipeline().addValve(new AllowedAddressValve(config.data(), handover::interfaces, login.audit()));
        context.getServletContext().setAttribute(Handover.ATTRIBUTE, handover);
        CertificateWatch certificates = CertificateWatch.start(
                files, config, newer -> TlsConnector.reload(tomcat.getConnector(), newer, config.leastTls()));
        EmbeddedTomcat server = new EmbeddedTomcat(tomcat, login, certificates);
        try {
            change.accept(tomcat);
            tomcat.start();
            requireStarted(context, handover);
        } catch (LifecycleException e) {
            server.close();
            throw StartFailure.of(e, config);
        } catch (StartException e) {
            server.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(server.onSignal);
        return server;
    }

    /** Lets programs of this machine connect, and nobody else. */
    static void limitToThisMachine(Tomcat tomcat) {
        tomcat.getConnector()
                .setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    }

    private static void requireReadable(Path... paths) throws StartException {
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                throw new StartException(path + " is missing or cannot be read by this user.");
            }
        }
    }

    private static TlsFiles tlsFiles(ServerConfig config) throws StartException {
        try {
            return TlsFiles.of(config);
        } catch (IOException e) {
            throw new StartException("The certificate cannot be used: " + e + ".", e);
        }
    }

    private static Path workDirectory(ServerConfig config) throws StartException {
        try {
            return Files.createDirectories(config.data().resolve("tomcat"));
        } catch (IOException e) {
            throw new StartException(
                    "The data directory " + config.data() + " cannot be written (" + e
                            + "). Choose another or mend it.",
                    e);
        }
    }

    private static ErrorReportValve plainErrors() {
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        return errors;
    }

    /** Tomcat only logs when an application fails to start. */
    private static void requireStarted(StandardContext context, Handover handover) throws StartException {
        Optional<StartException> failure = handover.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (context.getState() != LifecycleState.STARTED) {
            throw new StartException("The console failed to start; the log above names the cause.");
        }
    }

    /** The HTTPS port that it listens on. */
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** All patterns of paths that a servlet answers, for tests that visit each. */
    Set<String> mappings() {
        Context context = (Context) tomcat.getHost().findChildren()[0];
        return context.getServletContext().getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Blocks until {@link #close} has ended, called by a shutdown hook as a rule. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Stops everything and returns when that is done, within five seconds. Idempotent; any thread. */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            awaitOtherClose();
            return;
        }
        certificates.close();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            LOG.log(System.Logger.Level.WARNING, "the web server did not stop cleanly", e);
        } finally {
            login.close();
            closed.countDown();
            forgetSignals();
        }
    }

    private void awaitOtherClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetSignals() {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is what called this.
            LOG.log(System.Logger.Level.DEBUG, "ended by a signal", e);
        }
    }
}
