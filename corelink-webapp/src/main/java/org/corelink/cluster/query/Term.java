package org.corelink.cluster.query;

import org.corelink.cluster.Column;
import org.corelink.cluster.Row;

/**
 * A condition, or its contrary.
 *
 * @param negated whether it must not hold
 */
record Term(boolean negated, Criterion criterion) {
    boolean matches(Row row, long nowNanos) {
        return criterion.matches(row, nowNanos) != negated;
    }

    boolean isOf(Column column) {
        return criterion.column().filter(column::equals).isPresent();
    }

    String inColumn() {
        return (negated ? "-" : "") + criterion.inColumn();
    }

    @Override
    public String toString() {
        return (negated ? "-" : "") + criterion;
    }
}
