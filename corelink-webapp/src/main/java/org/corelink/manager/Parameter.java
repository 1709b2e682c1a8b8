package org.corelink.manager;

/**
 * A parameter of a command.
 *
 * @param name in addresses and forms
 * @param required whether the command makes no sense without it
 * @param meaning what it stands for, in words
 */
public record Parameter(String name, boolean required, String meaning) {
    /** One that must be given. */
    static Parameter required(String name, String meaning) {
        return new Parameter(name, true, meaning);
    }

    /** One that may be left out. */
    static Parameter optional(String name, String meaning) {
        return new Parameter(name, false, meaning);
    }
}
