package org.corelink.host.view;

import org.jline.utils.AttributedStyle;

/** What a text's look says beside its words, which say it too. */
@SuppressWarnings("ImmutableEnumChecker") // Styles are immutable.
enum Tone {
    /** Nothing. */
    PLAIN(AttributedStyle.DEFAULT),
    /** What others are found by: names and heads. */
    STRONG(AttributedStyle.BOLD),
    /** Of less weight, or the last that is known. */
    FAINT(AttributedStyle.DEFAULT.faint()),
    /** A share that is in use. */
    BAR(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN)),
    /** All is well. */
    GOOD(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)),
    /** Worth a look. */
    WARNING(AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW)),
    /** Needs a look. */
    BAD(AttributedStyle.BOLD.foreground(AttributedStyle.RED)),
    /** The foot, and what a person types. */
    INVERSE(AttributedStyle.DEFAULT.inverse());

    private final AttributedStyle style;

    Tone(AttributedStyle style) {
        this.style = style;
    }

    /** The same without colours where they are not wanted. */
    AttributedStyle style(boolean colours) {
        return colours ? style : style.foregroundOff();
    }

    /** How an entry's state and trouble are said. */
    static Tone of(Entry entry) {
        return switch (entry.trouble()) {
            case "" -> entry.isLive() ? GOOD : FAINT;
            case "suspect", "hot", "throttled", "conflict" -> WARNING;
            default -> BAD;
        };
    }
}
