package org.corelink.node;

/** Kinds of cards that simulated machines have. Figures from the vendor's data sheets, rounded. */
enum SimulatedCard {
    H200("H200", 143_771, 700, 75, 1_980, 3_201, 5, false, 18),
    RTX_4090("GeForce RTX 4090", 24_564, 450, 22, 2_520, 10_501, 4, true, 0),
    H100("H100 80GB HBM3", 81_559, 700, 70, 1_980, 2_619, 5, false, 18),
    A100("A100-SXM4-80GB", 81_920, 400, 55, 1_410, 1_593, 4, false, 12),
    L40S("L40S", 46_068, 350, 35, 2_520, 9_001, 4, false, 0),
    RTX_6000_ADA("RTX 6000 Ada Generation", 49_140, 300, 25, 2_505, 10_001, 4, true, 0),
    B200("B200", 183_359, 1_000, 140, 1_965, 3_996, 5, false, 18),
    V100("Tesla V100-SXM2-32GB", 32_768, 300, 42, 1_530, 877, 3, false, 6),
    RTX_3090("GeForce RTX 3090", 24_576, 350, 25, 1_695, 9_501, 4, true, 0);

    final String model;
    final int memoryMiB;
    final int powerLimitWatts;
    final int idleWatts;
    final int smMhz;
    final int memoryMhz;
    final int pcieGeneration;
    /** Data-centre cards are cooled by the chassis and tell no fan speed. */
    final boolean ownFan;

    final int nvLinks;

    SimulatedCard(
            String model,
            int memoryMiB,
            int powerLimitWatts,
            int idleWatts,
            int smMhz,
            int memoryMhz,
            int pcieGeneration,
            boolean ownFan,
            int nvLinks) {
        this.model = model;
        this.memoryMiB = memoryMiB;
        this.powerLimitWatts = powerLimitWatts;
        this.idleWatts = idleWatts;
        this.smMhz = smMhz;
        this.memoryMhz = memoryMhz;
        this.pcieGeneration = pcieGeneration;
        this.ownFan = ownFan;
        this.nvLinks = nvLinks;
    }

    /** Whether it is a card for consumers: no serial number, no memory with error correction. */
    boolean isConsumer() {
        return model.startsWith("GeForce");
    }

    /** Whether it can be divided into several. */
    boolean isDivisible() {
        return pcieGeneration >= 4 && nvLinks > 0;
    }
}
