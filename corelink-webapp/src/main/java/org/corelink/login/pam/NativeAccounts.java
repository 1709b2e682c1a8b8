package org.corelink.login.pam;

import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jvnet.libpam.impl.PAMLibrary.pam_conv;
import org.jvnet.libpam.impl.PAMLibrary.pam_handle_t;

/**
 * PAM and the host's user database, called in this process. May block for long and, if a module is broken, crash: see
 * {@link PamPool} and {@link PamProcess}. Any thread.
 */
final class NativeAccounts implements AccountCheck {
    private static final System.Logger LOG = System.getLogger(NativeAccounts.class.getName());
    private static final LinuxPam.FailDelay NO_DELAY = (_, _, _) -> {};

    private final LinuxPam pam = LinuxPam.load();
    private final PamServiceFile service;
    private final Set<String> roleGroups;

    /**
     * Nothing is asked yet.
     *
     * @param roleGroups the groups that {@link PamAnswer.Granted#roleGroupsExist} is about
     */
    NativeAccounts(PamServiceFile service, Set<String> roleGroups) {
        this.service = service;
        this.roleGroups = roleGroups;
    }

    @Override
    public PamAnswer ask(PamQuestion question) {
        Optional<PamAnswer> no = judge(question);
        // The account is read after PAM was asked, so that an unknown name takes as long as a wrong password.
        return no.orElseGet(() -> UnixAccounts.find(question.user())
                .<PamAnswer>map(account -> new PamAnswer.Granted(
                        account,
                        roleGroups.stream().anyMatch(UnixAccounts::groupExists),
                        ShadowFile.fingerprint(account)))
                .orElseGet(PamAnswer.Refused::new));
    }

    /** PAM's no, or empty if it has none. */
    private Optional<PamAnswer> judge(PamQuestion question) {
        // Both must live until pam_end: native code holds them, which the garbage collector does not know.
        PamConversation answers = new PamConversation(question.password().orElse(""));
        pam_conv conversation = new pam_conv(answers);
        PointerByReference created = new PointerByReference();
        int status = start(question.user(), conversation, created);
        if (status != LinuxPam.PAM_SUCCESS) {
            return Optional.of(
                    new PamAnswer.Failed("PAM service " + service.name() + " cannot be used, error " + status));
        }
        pam_handle_t handle = new pam_handle_t(created.getValue());
        try {
            status = judge(handle, question);
        } finally {
            pam.pam_end(handle, status);
            java.lang.ref.Reference.reachabilityFence(conversation);
            java.lang.ref.Reference.reachabilityFence(answers);
        }
        return status == LinuxPam.PAM_SUCCESS ? Optional.empty() : Optional.of(new PamAnswer.Refused());
    }

    private int start(String user, pam_conv conversation, PointerByReference created) {
        Optional<Path> folder = service.ownFolder();
        if (folder.isEmpty()) {
            return pam.pam_start(service.name(), user, conversation, created);
        }
        try {
            return pam.pam_start_confdir(
                    service.name(), user, conversation, folder.get().toString(), created);
        } catch (UnsatisfiedLinkError e) {
            LOG.log(System.Logger.Level.DEBUG, "Linux-PAM before 1.4", e);
            return pam.pam_start(PamServiceFile.OLD, user, conversation, created);
        }
    }

    /** Both steps: a locked account fails the first, an expired one only the second. */
    private int judge(pam_handle_t handle, PamQuestion question) {
        if (!question.remoteHost().isEmpty()) {
            pam.pam_set_item(handle, LinuxPam.PAM_RHOST, question.remoteHost());
        }
        // The delay after a refusal is made by who asks, without holding a thread here.
        pam.pam_set_item(handle, LinuxPam.PAM_FAIL_DELAY, NO_DELAY);
        if (question.password().isPresent()) {
            int status = pam.pam_authenticate(handle, LinuxPam.PAM_SILENT | LinuxPam.PAM_DISALLOW_NULL_AUTHTOK);
            if (status != LinuxPam.PAM_SUCCESS) {
                return refused("pam_authenticate", handle, status);
            }
        }
        int status = pam.pam_acct_mgmt(handle, LinuxPam.PAM_SILENT);
        return status == LinuxPam.PAM_SUCCESS ? status : refused("pam_acct_mgmt", handle, status);
    }

    private int refused(String step, pam_handle_t handle, int status) {
        LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", step, pam.pam_strerror(handle, status));
        return status;
    }
}
