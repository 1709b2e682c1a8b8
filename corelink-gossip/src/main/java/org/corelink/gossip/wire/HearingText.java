package org.corelink.gossip.wire;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Payload;

/** The field {@code hears}: the hash of the nodes in eight hexadecimal digits, a colon, the bits in base64. */
final class HearingText {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8}):([A-Za-z0-9+/=]+)");

    private HearingText() {}

    static String format(Hearing hearing) {
        return HexFormat.of().toHexDigits(hearing.nodesHash())
                + ":"
                + Base64.getEncoder().encodeToString(hearing.bits().toByteArray());
    }

    static Hearing parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        Fields.require(matcher.matches(), "hears is malformed");
        try {
            byte[] bits = Base64.getDecoder().decode(matcher.group(2));
            Fields.require(bits.length <= Hearing.MAX_NODES / 8, "hears too many nodes");
            return new Hearing(HexFormat.fromHexDigits(matcher.group(1)), Payload.of(bits));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("hears is not base64");
        }
    }
}
