package org.corelink.node;

import java.util.List;
import org.corelink.gpu.PrintableText;

/**
 * How long the texts of a state may be.
 *
 * @param problemLength longest {@link NodeState#gpuProblem}, characters
 * @param modelLength longest model name, characters
 */
record TextCut(int problemLength, int modelLength) {
    private static final int SHORT_PROBLEM_LENGTH = 40;
    private static final int SHORTEST_PROBLEM_LENGTH = 20;

    /** Number of cuts until nothing is left to cut. */
    private static final int LAST = StateBounds.MAX_MODEL_LENGTH + 1;

    /** First the reason is cut, then the names, character by character, at last the reason once more. */
    private static TextCut of(int cuts) {
        if (cuts == 0) {
            return new TextCut(StateBounds.MAX_PROBLEM_LENGTH, StateBounds.MAX_MODEL_LENGTH);
        }
        return cuts < LAST ? new TextCut(SHORT_PROBLEM_LENGTH, LAST - cuts) : new TextCut(SHORTEST_PROBLEM_LENGTH, 1);
    }

    /**
     * The state, its texts cut until what always travels fits. Each cut makes it shorter, or leaves it as it is: so the
     * first that fits is found by halving. The last always fits: {@link StateBounds} sees to that.
     */
    static NodeState cut(Told told, PayloadKind kind) {
        if (fits(told.state(), told, kind)) {
            return told.state();
        }
        int tooLong = 0;
        int fitting = LAST;
        while (fitting - tooLong > 1) {
            int middle = (tooLong + fitting) / 2;
            if (fits(of(middle).of(told.state()), told, kind)) {
                fitting = middle;
            } else {
                tooLong = middle;
            }
        }
        return of(fitting).of(told.state());
    }

    private static boolean fits(NodeState state, Told told, PayloadKind kind) {
        byte[] head = StateWriter.bytes(new Told(state, told.epochMillis()), kind, List.of());
        return head.length <= kind.maxBytes();
    }

    private NodeState of(NodeState state) {
        String problem = state.gpuProblem();
        return state.with(
                state.gpus().stream()
                        .map(gpu -> gpu.withModel(PrintableText.cut(gpu.model(), modelLength)))
                        .toList(),
                problem == null ? null : PrintableText.cut(problem, problemLength));
    }
}
