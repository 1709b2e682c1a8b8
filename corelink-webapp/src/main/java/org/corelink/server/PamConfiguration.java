package org.corelink.server;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.corelink.login.PamLoginModule;
import org.jspecify.annotations.Nullable;

/** The JAAS configuration: one application, one login module. */
final class PamConfiguration extends Configuration {
    /** Name of the application for the realm. */
    static final String APPLICATION = "CoreLink";

    private final AppConfigurationEntry entry;

    PamConfiguration(String pamService) {
        entry = new AppConfigurationEntry(
                PamLoginModule.class.getName(),
                LoginModuleControlFlag.REQUIRED,
                Map.of(PamLoginModule.SERVICE, pamService));
    }

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String application) {
        return APPLICATION.equals(application) ? new AppConfigurationEntry[] {entry} : null;
    }
}
