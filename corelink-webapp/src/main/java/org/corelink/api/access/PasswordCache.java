package org.corelink.api.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.corelink.api.access.PasswordCheck.Verdict;

/**
 * Remembers answers of a {@link PasswordCheck} for a short time, so that a program that asks every few seconds does not
 * ask PAM every time. Who asks while the same question is under way waits for its answer.
 *
 * <p>Passwords are not kept: an answer is found by a keyed hash of name and password, under a key that is made at the
 * start and never leaves the process. Any thread.
 */
public final class PasswordCache {
    /** For so long a right password is not asked for again: a locked account reads on at most as long. */
    static final Duration ACCEPTED = Duration.ofSeconds(60);

    /** A wrong one: short, for what was wrong may be mended. */
    static final Duration REFUSED = Duration.ofSeconds(5);

    /** Most answers that are kept; the one that was used longest ago goes first. */
    static final int CAPACITY = 256;

    private static final String ALGORITHM = "HmacSHA256";

    private final PasswordCheck check;
    private final SecretKeySpec key;
    private final Map<String, Asked> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Asked(FutureTask<Verdict> answer, long nanos) {
        boolean holds(long nowNanos) {
            Duration kept =
                    switch (answer.state()) {
                        case RUNNING -> ACCEPTED;
                        case SUCCESS -> lifeOf(answer.resultNow());
                        case FAILED, CANCELLED -> Duration.ZERO;
                    };
            return nowNanos - nanos < kept.toNanos();
        }

        private static Duration lifeOf(Verdict verdict) {
            return switch (verdict) {
                case PasswordCheck.Accepted _ -> ACCEPTED;
                case PasswordCheck.Refused _ -> REFUSED;
                case PasswordCheck.TooMany _ -> Duration.ZERO;
            };
        }
    }

    /**
     * An empty cache.
     *
     * @param salt random bytes, at least 32
     */
    public PasswordCache(PasswordCheck check, byte[] salt) {
        this.check = check;
        key = new SecretKeySpec(salt, ALGORITHM);
    }

    /**
     * An answer.
     *
     * @param untilNanos for how long a right password may be relied on, in the time base of {@link System#nanoTime()}
     */
    public record Remembered(Verdict verdict, long untilNanos) {}

    /** The answer, remembered or asked for now. */
    public Remembered ask(String user, String password, String address, long nowNanos) throws InterruptedException {
        String hash = hash(user, password);
        Asked asked;
        boolean mine = false;
        synchronized (answers) {
            asked = answers.get(hash);
            if (asked == null || !asked.holds(nowNanos)) {
                asked = new Asked(new FutureTask<>(() -> check.ask(user, password, address)), nowNanos);
                answers.put(hash, asked);
                mine = true;
            }
        }
        if (mine) {
            asked.answer().run();
        }
        try {
            return new Remembered(asked.answer().get(), asked.nanos() + ACCEPTED.toNanos());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the password could not be checked", e.getCause());
        }
    }

    /** Its length tells where the name ends, so that no two pairs are one. */
    private String hash(String user, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String both = user.length() + ":" + user + password;
            return HexFormat.of().formatHex(mac.doFinal(both.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
