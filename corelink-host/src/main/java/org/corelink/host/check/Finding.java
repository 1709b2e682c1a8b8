package org.corelink.host.check;

/**
 * One thing about this machine that a person should know.
 *
 * @param severity whether CoreLink can run nevertheless
 * @param problem what is wrong, one sentence
 * @param advice what mends it, one sentence
 */
public record Finding(Severity severity, String problem, String advice) {
    /** How bad it is. */
    public enum Severity {
        /** Works with a restriction. */
        WARN,
        /** Does not work. */
        FAIL
    }
}
