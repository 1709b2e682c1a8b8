package org.corelink.api.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The file with the tokens of scrapers, one a line; lines that begin with # are remarks. It is read at each use, so that
 * a token that is added or removed counts at once. Without the file no token is right. Any thread.
 */
public final class TokenFile {
    /** Its name in the data folder. */
    public static final String NAME = "api-tokens";

    /** The characters of RFC 6750; 32 of them are more than anybody can guess. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{32,512}=*");

    private static final int MAX_BYTES = 64 * 1024;
    private static final System.Logger LOG = System.getLogger(TokenFile.class.getName());

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private final AtomicReference<String> complaint = new AtomicReference<>("");

    /** A file that need not exist. */
    public TokenFile(Path file) {
        this.file = file;
    }

    /** Whether the token is one of the file's. A file that cannot be used is complained of in the log, once. */
    public boolean accepts(String token) {
        try {
            boolean found = false;
            for (String one : tokens()) {
                // Not the first only: the time must not tell which of them it is.
                found |= MessageDigest.isEqual(hash(one), hash(token));
            }
            complaint.set("");
            return found;
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "there are no tokens: {0} does not exist", e.getFile());
            return false;
        } catch (IOException e) {
            complain(e.toString());
            return false;
        } catch (UnusableException e) {
            complain(e.getMessage());
            return false;
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint.getAndSet(why))) {
            LOG.log(System.Logger.Level.WARNING, "No token is accepted. {0}", why);
        }
    }

    /** The file must not be used; the message tells why and what to do. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    private List<String> tokens() throws IOException, UnusableException {
        requireGuarded(Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        List<String> lines = Files.readString(file).lines().map(String::strip).toList();
        List<String> tokens = lines.stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (!tokens.stream().allMatch(token -> TOKEN.matcher(token).matches())) {
            throw new UnusableException("Cannot use " + file + ": each line must be a token of at least 32 characters"
                    + " out of A-Z a-z 0-9 . _ ~ + / -. A new one is made by: openssl rand -hex 32");
        }
        return tokens;
    }

    private void requireGuarded(PosixFileAttributes attributes) throws IOException, UnusableException {
        if (!attributes.isRegularFile() || attributes.size() > MAX_BYTES) {
            throw new UnusableException("Cannot use " + file + ": it is no regular file, or a very long one.");
        }
        if (!OWNER_ONLY.containsAll(attributes.permissions())) {
            throw new UnusableException("Cannot use " + file + ": its permissions "
                    + PosixFilePermissions.toString(attributes.permissions())
                    + " are too open. Mend it: chmod 600 " + file
                    + " - and take new tokens, since others could have read these.");
        }
        if (!attributes.owner().equals(Files.getOwner(file.toAbsolutePath().getParent()))) {
            throw new UnusableException("Cannot use " + file + ": it belongs to "
                    + attributes.owner().getName() + ", and its folder does not.");
        }
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
