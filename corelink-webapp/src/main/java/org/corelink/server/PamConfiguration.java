package org.corelink.server;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.corelink.login.PamLoginModule;
import org.corelink.login.Roles;
import org.corelink.login.SignIn;
import org.corelink.login.pam.AccountCheck;
import org.jspecify.annotations.Nullable;

/** The JAAS configuration: one application, one login module. */
final class PamConfiguration extends Configuration {
    private final AppConfigurationEntry entry;

    PamConfiguration(AccountCheck accounts, Roles roles) {
        entry = new AppConfigurationEntry(
                PamLoginModule.class.getName(),
                LoginModuleControlFlag.REQUIRED,
                Map.of(PamLoginModule.ACCOUNTS, accounts, PamLoginModule.ROLES, roles));
    }

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String application) {
        return SignIn.APPLICATION.equals(application) ? new AppConfigurationEntry[] {entry} : null;
    }
}
