package org.corelink.login.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Under which keys attempts are counted together. Pure. */
final class GuessKeys {
    private static final int SUBNET_BYTES = 8;
    private static final int MAX_NAME = 64;

    private GuessKeys() {}

    /** An IPv4 address, or the /64 of an IPv6 address, since one machine may have all addresses of that. */
    static String ofAddress(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), SUBNET_BYTES));
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            // No address at all: all such clients are one.
            return "";
        }
    }

    /** A name less all that PAM modules or people might overlook: case, spaces, invisible characters, letter forms. */
    static String ofName(String name) {
        String cut = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        String plain = Normalizer.normalize(cut, Normalizer.Form.NFKD);
        StringBuilder key = new StringBuilder();
        plain.codePoints().filter(GuessKeys::isVisible).forEach(key::appendCodePoint);
        return key.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
