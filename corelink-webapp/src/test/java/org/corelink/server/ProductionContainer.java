package org.corelink.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;

/**
 * Arquillian's view of the production launcher: deploying a WAR explodes it and starts {@link Main} on it as a process
 * of its own, on a free port, with a stand-in for nvidia-smi on its PATH.
 */
public final class ProductionContainer implements DeployableContainer<ProductionContainer.Configuration> {
    /** Nothing can be chosen. */
    public static final class Configuration implements ContainerConfiguration {
        @Override
        public void validate() {
            // Nothing to check.
        }
    }

    /** Makes the container known to Arquillian. */
    public static final class Extension implements LoadableExtension {
        @Override
        public void register(ExtensionBuilder builder) {
            builder.service(DeployableContainer.class, ProductionContainer.class);
        }
    }

    private final TestConsole console = new TestConsole();

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            Path folder = Files.createTempDirectory("corelink-it");
            Path war = archive.as(ExplodedExporter.class)
                    .exportExploded(folder.toFile(), "war")
                    .toPath();
            int port = console.start(folder, war, Map.of("CORELINK_SIMULATE", "3"));
            return new ProtocolMetaData().addContext(new HTTPContext("localhost", port, true));
        } catch (IOException e) {
            throw new DeploymentException("the production launcher did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("interrupted", e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        console.close();
    }
}
