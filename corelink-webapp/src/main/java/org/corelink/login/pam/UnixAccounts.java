package org.corelink.login.pam;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The host's user database, asked through libc so that every name service of the host counts.
 *
 * <p>libpam4j looks users up with functions that share one static buffer, so that logins at the same time can get each
 * other's groups. Here only the reentrant functions are used. Any thread; may block on a remote name service.
 */
final class UnixAccounts {
    private static final LibC LIBC =
            Native.load("c", LibC.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_GROUPS = 4_096;

    private UnixAccounts() {}

    /** The functions of libc; signatures as in getpwnam(3), getgrouplist(3) and getgrgid(3). */
    interface LibC extends Library {
        int getpwnam_r(String name, Passwd entry, Pointer buffer, NativeLong bytes, PointerByReference result);

        int getgrouplist(String name, int gid, int[] groups, IntByReference count);

        int getgrgid_r(int gid, Group entry, Pointer buffer, NativeLong bytes, PointerByReference result);

        int getgrnam_r(String name, Group entry, Pointer buffer, NativeLong bytes, PointerByReference result);
    }

    /** {@code struct passwd}. */
    @Structure.FieldOrder({"name", "password", "uid", "gid", "gecos", "home", "shell"})
    public static final class Passwd extends Structure {
        public String name;
        public Pointer password;
        public int uid;
        public int gid;
        public Pointer gecos;
        public Pointer home;
        public String shell;
    }

    /** {@code struct group}. */
    @Structure.FieldOrder({"name", "password", "gid", "members"})
    public static final class Group extends Structure {
        public String name;
        public Pointer password;
        public int gid;
        public Pointer members;
    }

    /** The account of that name, or empty if there is none. */
    static Optional<UnixAccount> find(String name) {
        Passwd passwd = new Passwd();
        PointerByReference result = new PointerByReference();
        try (Memory buffer = new Memory(BUFFER_BYTES)) {
            int error = LIBC.getpwnam_r(name, passwd, buffer, new NativeLong(BUFFER_BYTES), result);
            if (error != 0 || result.getValue() == null) {
                return Optional.empty();
            }
            return Optional.of(new UnixAccount(
                    passwd.name, Integer.toUnsignedLong(passwd.uid), passwd.shell, groupsOf(passwd.name, passwd.gid)));
        }
    }

    /** Whether the host has a group of that name. */
    static boolean groupExists(String name) {
        PointerByReference result = new PointerByReference();
        try (Memory buffer = new Memory(BUFFER_BYTES)) {
            int error = LIBC.getgrnam_r(name, new Group(), buffer, new NativeLong(BUFFER_BYTES), result);
            return error == 0 && result.getValue() != null;
        }
    }

    private static Set<String> groupsOf(String user, int primaryGid) {
        int[] gids = new int[MAX_GROUPS];
        IntByReference count = new IntByReference(gids.length);
        if (LIBC.getgrouplist(user, primaryGid, gids, count) < 0) {
            throw new IllegalStateException("user " + user + " is in more than " + MAX_GROUPS + " groups");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count.getValue(); i++) {
            groupName(gids[i]).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<String> groupName(int gid) {
        Group group = new Group();
        PointerByReference result = new PointerByReference();
        try (Memory buffer = new Memory(BUFFER_BYTES)) {
            int error = LIBC.getgrgid_r(gid, group, buffer, new NativeLong(BUFFER_BYTES), result);
            return error == 0 && result.getValue() != null ? Optional.of(group.name) : Optional.empty();
        }
    }
}
