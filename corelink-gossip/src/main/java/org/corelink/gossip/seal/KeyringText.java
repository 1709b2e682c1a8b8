package org.corelink.gossip.seal;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Keyring} as a small text, such as
 *
 * <pre>
 *   # CoreLink group keys: keep secret
 *   cluster = 00c0ffee00c0ffee
 *   previous = 6 kU3...=
 *   current = 7 2Zq...=
 * </pre>
 *
 * with the cluster in 16 hexadecimal digits, and of each key the epoch and the secret in Base64. {@code previous} and
 * {@code next} may be missing. Empty lines and those that begin with {@code #} say nothing.
 */
public final class KeyringText {
    /** Longest text, in characters. */
    public static final int MAX_LENGTH = 4_096;

    private static final String CLUSTER = "cluster";
    private static final String PREVIOUS = "previous";
    private static final String CURRENT = "current";
    private static final String NEXT = "next";
    private static final Set<String> NAMES = Set.of(CLUSTER, PREVIOUS, CURRENT, NEXT);
    private static final Pattern CLUSTER_VALUE = Pattern.compile("[0-9a-fA-F]{16}");
    private static final Pattern KEY_VALUE = Pattern.compile("([0-9]{1,3})\\s+([A-Za-z0-9+/]{43}=)");

    private final Map<String, String> values = new HashMap<>();

    private KeyringText() {}

    /** The text, with the secrets in it. */
    public static String format(Keyring keyring) {
        StringBuilder text = new StringBuilder("# CoreLink group keys: keep secret\n");
        line(CLUSTER, HexFormat.of().toHexDigits(keyring.cluster()), text);
        keyring.previous().ifPresent(key -> line(PREVIOUS, value(key), text));
        line(CURRENT, value(keyring.current()), text);
        keyring.next().ifPresent(key -> line(NEXT, value(key), text));
        return text.toString();
    }

    private static void line(String name, String value, StringBuilder text) {
        text.append(name).append(" = ").append(value).append('\n');
    }

    private static String value(GroupKey key) {
        return key.epoch() + " "
                + Base64.getEncoder().encodeToString(key.secret().toByteArray());
    }

    /**
     * The keyring that a text tells of.
     *
     * @throws IllegalArgumentException with a sentence for a person, which names the line and never quotes a secret
     */
    public static Keyring parse(String text) {
        require(text.length() <= MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        KeyringText parsed = new KeyringText();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            parsed.read(lines.get(i).strip(), "line " + (i + 1));
        }
        return new Keyring(
                parsed.cluster(),
                parsed.key(PREVIOUS),
                parsed.key(CURRENT).orElseThrow(() -> new IllegalArgumentException("key file: without current")),
                parsed.key(NEXT));
    }

    private void read(String line, String where) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        require(equals > 0, where + " is not of the form name = value");
        String name = line.substring(0, equals).strip();
        require(NAMES.contains(name), where + " has none of the names cluster, previous, current and next");
        require(values.put(name, line.substring(equals + 1).strip()) == null, where + " says " + name + " again");
    }

    private long cluster() {
        String value = values.get(CLUSTER);
        require(value != null, "without cluster");
        require(CLUSTER_VALUE.matcher(value).matches(), "cluster is not 16 hexadecimal digits");
        return HexFormat.fromHexDigitsToLong(value);
    }

    private Optional<GroupKey> key(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        var parts = KEY_VALUE.matcher(value);
        require(parts.matches(), name + " is not an epoch and 32 bytes in Base64, 44 characters");
        int epoch = Integer.parseInt(parts.group(1));
        require(epoch < GroupKey.EPOCHS, name + " has an epoch above " + (GroupKey.EPOCHS - 1));
        return Optional.of(new GroupKey(epoch, Payload.of(Base64.getDecoder().decode(parts.group(2)))));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("key file: " + otherwise);
        }
    }
}
