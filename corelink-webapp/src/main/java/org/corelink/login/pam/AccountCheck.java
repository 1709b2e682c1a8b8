package org.corelink.login.pam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Whoever can tell whether a person may come in. */
@FunctionalInterface
public interface AccountCheck extends AutoCloseable {
    /**
     * Answers, at the latest after {@link PamPool#DEADLINE}. Blocks the caller until then; any thread, best a virtual one.
     * Never throws for what PAM or the account does: everything but {@link PamAnswer.Granted} keeps the person out.
     */
    PamAnswer ask(PamQuestion question) throws InterruptedException;

    /** Asks nothing more. */
    @Override
    default void close() {}

    /**
     * Asks this host's PAM: as root in a process of its own, otherwise in this one, where PAM can check only the password of
     * the user whom it runs as.
     *
     * @param service the PAM service
     * @param roleGroups the groups that {@link PamAnswer.Granted#roleGroupsExist} is about
     * @param data folder of this process alone
     * @throws IOException if a file that is needed cannot be written
     */
    static AccountCheck ofThisHost(String service, Set<String> roleGroups, Path data) throws IOException {
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (root) {
            return PamProcess.start(new PamCommand(service, roleGroups));
        }
        Path folder = Files.createDirectories(data.resolve("pam"));
        return new PamPool(new NativeAccounts(PamServiceFile.in(folder, service), roleGroups));
    }
}
