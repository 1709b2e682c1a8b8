package org.corelink.cluster.query;

import java.util.Optional;

/** How a condition compares. */
enum Operator {
    // Longer signs first: ">=" begins with ">".
    NOT_EQUAL("!="),
    GREATER_EQUAL(">="),
    LESS_EQUAL("<="),
    CONTAINS(":"),
    EQUAL("="),
    GREATER(">"),
    LESS("<");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** The operator that stands in the text at that place. */
    static Optional<Operator> at(String text, int place) {
        for (Operator operator : values()) {
            if (text.startsWith(operator.sign, place)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** Whether it compares words; the others need an order. */
    boolean isOfWords() {
        return this == CONTAINS || this == EQUAL || this == NOT_EQUAL;
    }
}
