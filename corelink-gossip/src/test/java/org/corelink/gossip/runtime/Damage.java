package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gossip.wire.WireFormat;

/** Ways to make a bad datagram of a good one. */
enum Damage {
    /** Any bytes, of any length, after none to four bytes of the good one. */
    RANDOM {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            byte[] bad = new byte[random.nextInt(4, WireFormat.MAX_DATAGRAM_BYTES + 100)];
            random.nextBytes(bad);
            System.arraycopy(good, 0, bad, 0, random.nextInt(5));
            return bad;
        }
    },
    /** One byte that text cannot have. */
    FLIPPED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) 0x80;
            return bad;
        }
    },
    /** One to four bytes that may make sense: in the open format another datagram as good as the first. */
    MUTATED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(7));
            }
            return bad;
        }
    },
    TRUNCATED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            return Arrays.copyOf(good, random.nextInt(good.length));
        }
    },
    /** Lists in lists, deeper than allowed; a sealed datagram in the envelope of another. */
    NESTED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            int depth = random.nextInt(WireFormat.MAX_DEPTH, 60);
            byte[] open = ("{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + ",").getBytes(US_ASCII);
            return isOpen(good) ? joined(open, good, 1) : joined(Arrays.copyOf(good, 36), good, 0);
        }
    },
    /** The same of a sender that nobody has invented before. */
    INVENTED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            return isOpen(good) ? renamed(good, random) : replaced(good, random);
        }
    },
    /** The same once more, a while later. */
    REPLAYED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            return good;
        }
    },
    /** The same with as much behind it as makes it too long; the rest is cut off by the transport. */
    OVERSIZED {
        @Override
        byte[] apply(byte[] good, RandomGenerator random) {
            byte[] bad = Arrays.copyOf(good, WireFormat.MAX_DATAGRAM_BYTES + 1);
            Arrays.fill(bad, good.length, bad.length, (byte) ' ');
            return bad;
        }
    };

    private static final Pattern NAME = Pattern.compile("(\"(?:node_)?id\":\")[^\"]*");

    abstract byte[] apply(byte[] good, RandomGenerator random);

    static boolean isOpen(byte[] datagram) {
        return datagram.length > 0 && datagram[0] == '{';
    }

    private static byte[] joined(byte[] head, byte[] tail, int from) {
        return ByteBuffer.allocate(head.length + tail.length - from)
                .put(head)
                .put(tail, from, tail.length - from)
                .array();
    }

    private static byte[] renamed(byte[] open, RandomGenerator random) {
        String id = HexFormat.of().toHexDigits(random.nextLong());
        return NAME.matcher(new String(open, US_ASCII))
                .replaceAll("$1" + Matcher.quoteReplacement(id))
                .getBytes(US_ASCII);
    }

    /** Sender and incarnation of the long form, or the key id of the short one. */
    private static byte[] replaced(byte[] sealed, RandomGenerator random) {
        byte[] bad = sealed.clone();
        if (bad[1] == 'L') {
            ByteBuffer.wrap(bad).putLong(12, random.nextLong()).putLong(20, random.nextLong(1, 1L << 53));
        } else {
            ByteBuffer.wrap(bad).putInt(2, random.nextInt());
        }
        return bad;
    }
}
