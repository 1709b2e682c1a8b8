package org.corelink.manager;

/** A command was called in a way that makes no sense. The message tells what is wrong and how it is called. */
final class InvalidArgumentException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidArgumentException(String message) {
        super(message);
    }
}
