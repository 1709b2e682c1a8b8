package org.corelink.gossip.membership.planted;

import java.util.Random;

final class UnseededDice {
    private UnseededDice() {}

    static int roll() {
        return new Random().nextInt(6);
    }
}
