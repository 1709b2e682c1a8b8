package org.corelink.host.view;

/** A key as a terminal tells it. */
enum Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    LEFT,
    RIGHT,
    ENTER,
    BACKSPACE,
    /** Removes all that was typed. */
    KILL,
    ESCAPE,
    /** Any letter or sign. */
    LETTER
}
