package org.corelink.login.pam;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jvnet.libpam.impl.PAMLibrary;

/**
 * What libpam4j's binding of Linux-PAM lacks. Its class {@code PAM} is not used: it sets no {@code PAM_RHOST}, and asks for
 * groups with functions of libc that share one buffer between threads. Signatures as in pam_set_item(3) and pam_start(3).
 */
interface LinuxPam extends PAMLibrary {
    /** Item: the client's address. */
    int PAM_RHOST = 4;

    /** Item: who waits after a refusal. */
    int PAM_FAIL_DELAY = 10;

    /** Flag: no messages for a terminal. */
    int PAM_SILENT = 0x8000;

    /** Flag of pam_authenticate: an account without a password stays outside, whatever the service says. */
    int PAM_DISALLOW_NULL_AUTHTOK = 1;

    /** Loads the library. */
    static LinuxPam load() {
        return Native.load("pam", LinuxPam.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    }

    /** Sets an item that is a function. */
    int pam_set_item(pam_handle_t handle, int item, Callback value);

    /** As pam_start, with the folder in which the service lies. Linux-PAM 1.4 and later. */
    int pam_start_confdir(String service, String user, pam_conv conversation, String folder, PointerByReference handle);

    /** The function behind {@link #PAM_FAIL_DELAY}: waits, or does not. */
    interface FailDelay extends Callback {
        /** Called after a refusal. */
        void callback(int status, int microseconds, Pointer data);
    }
}
