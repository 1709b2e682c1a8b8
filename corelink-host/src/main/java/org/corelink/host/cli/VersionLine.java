package org.corelink.host.cli;

import org.corelink.server.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"CoreLink " + Version.CURRENT};
    }
}
