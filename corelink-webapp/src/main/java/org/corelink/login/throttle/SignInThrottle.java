package org.corelink.login.throttle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Slows guessing down, by address and by name, without a way to lock anybody out.
 *
 * <p>An address that has failed {@value Guesses#FREE} times waits 1, 2, 4 … 60 s between two attempts. A name that has been
 * guessed wrong as often puts its own delay on each address that has failed lately or is trying just now; an address in good
 * standing, with neither, always gets its attempt. What strangers do thus never delays who knows the password.
 *
 * <p>Pure: time is passed in, monotonic. Bounded: of more than {@value #MAX_ENTRIES} addresses or names, those that were
 * quiet for longest are forgotten. Any thread.
 */
public final class SignInThrottle {
    /** Addresses, and names. */
    static final int MAX_ENTRIES = 10_000;

    private final Map<String, Guesses> addresses = bounded();
    private final Map<String, Guesses> names = bounded();

    /** A throttle that knows nobody. */
    public SignInThrottle() {}

    private static Map<String, Guesses> bounded() {
        return new LinkedHashMap<>(16, 0.75F, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }

    /**
     * An attempt wants to begin. If it may, exactly one of {@link #failed}, {@link #succeeded} and {@link #withdrawn} follows.
     *
     * @return zero if it may; else how long to wait before it is worth trying again
     */
    public synchronized Duration begin(String address, String name, long nowNanos) {
        String addressKey = GuessKeys.ofAddress(address);
        String nameKey = GuessKeys.ofName(name);
        Guesses byAddress = addresses.getOrDefault(addressKey, Guesses.NONE).at(nowNanos);
        Guesses byName = names.getOrDefault(nameKey, Guesses.NONE).at(nowNanos);
        Duration wait = byAddress.waitFor(byAddress.delay(), nowNanos);
        Duration forName = byAddress.waitFor(byName.delay(), nowNanos);
        wait = wait.compareTo(forName) >= 0 ? wait : forName;
        if (wait.isZero()) {
            addresses.put(addressKey, byAddress.begun(nowNanos));
            names.put(nameKey, byName.begun(nowNanos));
        }
        return wait;
    }

    /** The attempt failed. */
    public synchronized void failed(String address, String name, long nowNanos) {
        end(address, name, guesses -> guesses.failedAt(nowNanos));
    }

    /** The attempt succeeded. Earlier failures stay: else one own account would pay for guesses at others. */
    public synchronized void succeeded(String address, String name) {
        end(address, name, Guesses::forgiven);
    }

    /** The attempt was not tried after all. */
    public synchronized void withdrawn(String address, String name) {
        end(address, name, Guesses::forgiven);
    }

    private void end(String address, String name, UnaryOperator<Guesses> end) {
        // Clean entries need no memory.
        addresses.compute(
                GuessKeys.ofAddress(address), (key, known) -> keep(end.apply(known == null ? Guesses.NONE : known)));
        names.compute(GuessKeys.ofName(name), (key, known) -> keep(end.apply(known == null ? Guesses.NONE : known)));
    }

    private static @org.jspecify.annotations.Nullable Guesses keep(Guesses guesses) {
        return guesses.isClean() ? null : guesses;
    }

    /** Addresses and names that are remembered, for tests of the bound. */
    synchronized int size() {
        return addresses.size() + names.size();
    }
}
