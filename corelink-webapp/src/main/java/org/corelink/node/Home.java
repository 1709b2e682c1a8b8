package org.corelink.node;

/** In which payload of the sealed format a field travels. The open format has but one. */
enum Home {
    /** With what seldom changes: it is signed, and said when it changes. */
    INVENTORY,
    /** With what changes all the time. */
    READING
}
