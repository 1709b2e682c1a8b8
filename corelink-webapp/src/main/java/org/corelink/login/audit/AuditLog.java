package org.corelink.login.audit;

/** Where audit lines go. Never throws, never blocks for long; any thread. */
@FunctionalInterface
public interface AuditLog {
    /** Notes that something has happened just now. */
    void record(AuditEvent event);
}
