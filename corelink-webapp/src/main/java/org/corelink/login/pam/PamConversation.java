package org.corelink.login.pam;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.jvnet.libpam.impl.PAMLibrary;
import org.jvnet.libpam.impl.PAMLibrary.pam_conv.PamCallback;

/** Answers each question of PAM modules that asks for something secret with the password, and others with nothing. */
final class PamConversation implements PamCallback {
    /** As PAM_MAX_NUM_MSG of Linux-PAM. */
    private static final int MAX_MESSAGES = 32;

    /** {@code struct pam_response}: a pointer and an int, padded. */
    private static final int RESPONSE_BYTES = 2 * Native.POINTER_SIZE;

    private static final LibC LIBC = Native.load("c", LibC.class);

    private final String password;

    PamConversation(String password) {
        this.password = password;
    }

    /** PAM frees what it is answered with free(3), so it must come from libc. */
    interface LibC extends Library {
        Pointer calloc(NativeLong count, NativeLong bytes);
    }

    @Override
    public int callback(int count, Pointer messages, Pointer responses, Pointer data) {
        if (count <= 0 || count > MAX_MESSAGES) {
            return PAMLibrary.PAM_CONV_ERR;
        }
        Pointer array = LIBC.calloc(new NativeLong(count), new NativeLong(RESPONSE_BYTES));
        for (int i = 0; i < count; i++) {
            int style = messages.getPointer((long) Native.POINTER_SIZE * i).getInt(0);
            if (style == PAMLibrary.PAM_PROMPT_ECHO_OFF) {
                array.setPointer((long) RESPONSE_BYTES * i, copy(password));
            }
        }
        responses.setPointer(0, array);
        return PAMLibrary.PAM_SUCCESS;
    }

    private static Pointer copy(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Pointer copy = LIBC.calloc(new NativeLong(utf8.length + 1L), new NativeLong(1));
        copy.write(0, utf8, 0, utf8.length);
        return copy;
    }
}
