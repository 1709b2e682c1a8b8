package org.corelink.host.check;

import java.util.List;

/**
 * One thing about this machine that a person should know.
 *
 * @param severity whether CoreLink can run nevertheless
 * @param subject what was looked at, a word or two
 * @param text what was found, one sentence
 * @param advice what mends it, one sentence; empty if nothing needs to be mended
 * @param mend commands that mend it, to be run as root in their order; empty if a person has to
 */
public record Finding(Severity severity, String subject, String text, String advice, List<List<String>> mend) {
    /** How bad it is. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Works with a restriction. */
        WARN,
        /** Does not work. */
        FAIL
    }

    /** Takes an immutable copy of the list. */
    public Finding {
        mend = List.copyOf(mend);
    }

    static Finding ok(String subject, String text) {
        return new Finding(Severity.OK, subject, text, "", List.of());
    }

    static Finding warn(String subject, String text, String advice) {
        return new Finding(Severity.WARN, subject, text, advice, List.of());
    }

    static Finding fail(String subject, String text, String advice) {
        return new Finding(Severity.FAIL, subject, text, advice, List.of());
    }

    /** The same with commands that mend it. */
    Finding mendedBy(List<List<String>> commands) {
        return new Finding(severity, subject, text, advice, commands);
    }
}
