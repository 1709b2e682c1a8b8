package org.corelink.login.pam;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The host's shadow passwords, of which nothing but a hash leaves this class. Any thread. */
final class ShadowFile {
    private static final LibC LIBC = Native.load("c", LibC.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    private static final int BUFFER_BYTES = 64 * 1024;

    private ShadowFile() {}

    /** Signature as in getspnam(3). */
    interface LibC extends Library {
        int getspnam_r(String name, Shadow entry, Pointer buffer, NativeLong bytes, PointerByReference result);
    }

    /** {@code struct spwd}. */
    @Structure.FieldOrder({"name", "password", "lastChange", "min", "max", "warn", "inactive", "expire", "flag"})
    public static final class Shadow extends Structure {
        public Pointer name;
        public Pointer password;
        public NativeLong lastChange;
        public NativeLong min;
        public NativeLong max;
        public NativeLong warn;
        public NativeLong inactive;
        public NativeLong expire;
        public NativeLong flag;
    }

    /**
     * A hash of the account's identity and of its salted password hash: another one after the password was changed or
     * locked. Where the shadow entry cannot be read, without root or in a directory service, of the identity only.
     */
    static String fingerprint(UnixAccount account) {
        String secret = account.name() + '\0' + account.uid() + '\0' + passwordHash(account.name());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String passwordHash(String name) {
        Shadow shadow = new Shadow();
        PointerByReference result = new PointerByReference();
        try (Memory buffer = new Memory(BUFFER_BYTES)) {
            int error = LIBC.getspnam_r(name, shadow, buffer, new NativeLong(BUFFER_BYTES), result);
            boolean found = error == 0 && result.getValue() != null && shadow.password != null;
            String hash = found ? shadow.password.getString(0, "UTF-8") : "";
            buffer.clear();
            return hash;
        }
    }
}
