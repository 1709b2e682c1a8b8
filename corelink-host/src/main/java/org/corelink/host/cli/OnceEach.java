package org.corelink.host.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what comes again and again from being said each time; remembers the last 256. Any thread. */
final class OnceEach {
    private static final int REMEMBERED = 256;

    private final Map<String, Boolean> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether these words are new. */
    synchronized boolean isNew(String words) {
        return said.put(words, true) == null;
    }

    /** Whatever was said is new again. */
    synchronized void forget() {
        said.clear();
    }
}
