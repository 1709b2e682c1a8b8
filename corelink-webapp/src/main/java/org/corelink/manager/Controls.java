package org.corelink.manager;

/** What the manager reads and changes, all of one server. */
public record Controls(
        ClusterControl cluster,
        Eviction eviction,
        SessionControl sessions,
        ProcessControl process,
        ConnectorControl connector) {}
