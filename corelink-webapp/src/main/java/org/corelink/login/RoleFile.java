package org.corelink.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.corelink.login.pam.PamAnswer;
import org.jspecify.annotations.Nullable;

/**
 * {@link RoleRules} of a file, read again for each question, or the rules of {@link Role#of} where there is no file. While the
 * file is damaged, the rules that were read last count, so that a slip of the pen neither lets anybody in nor throws all out.
 */
public final class RoleFile implements Roles {
    private static final System.Logger LOG = System.getLogger(RoleFile.class.getName());

    private final Path path;
    private volatile Optional<RoleRules> last;

    private @Nullable String said;

    /**
     * Reads the file for the first time.
     *
     * @throws IOException if it is there and cannot be understood; the message says what to do
     */
    public RoleFile(Path path) throws IOException {
        this.path = path;
        last = read();
    }

    private Optional<RoleRules> read() throws IOException {
        try {
            return Optional.of(RoleRules.parse(Files.readAllLines(path)));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.TRACE, "no rules of its own", e);
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " cannot be understood: " + e.getMessage(), e);
        }
    }

    @Override
    public Set<Role> of(PamAnswer.Granted granted) {
        Set<String> groups = granted.account().groups();
        return current()
                .map(rules -> rules.rolesOf(groups))
                .orElseGet(() -> Role.of(groups, granted.roleGroupsExist()));
    }

    private synchronized Optional<RoleRules> current() {
        try {
            last = read();
            said = null;
        } catch (IOException e) {
            // Once for each fault, not for each question.
            if (!String.valueOf(e.getMessage()).equals(said)) {
                said = e.getMessage();
                LOG.log(System.Logger.Level.WARNING, "{0}; the rules from before go on", said);
            }
        }
        return last;
    }
}
