package org.corelink.host.cli;

import org.corelink.server.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {
    static final String TEXT = "CoreLink " + Version.CURRENT;

    @Override
    public String[] getVersion() {
        return new String[] {TEXT};
    }
}
