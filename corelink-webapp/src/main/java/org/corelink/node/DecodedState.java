package org.corelink.node;

/** What reading a payload gave. */
public sealed interface DecodedState {
    /**
     * The payload is well formed and within every bound.
     *
     * @param state what it says
     */
    record Accepted(NodeState state) implements DecodedState {}

    /**
     * The payload is refused as a whole.
     *
     * @param reason which rule it breaks; never holds text from the payload
     */
    record Rejected(String reason) implements DecodedState {}
}
