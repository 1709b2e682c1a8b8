package org.corelink.gpu;

/**
 * One GPU of a machine.
 *
 * @param inventory what it is
 * @param reading the newest sample; {@link GpuReading#UNKNOWN} where there is none
 * @param condition whether it works
 */
public record Gpu(GpuInventory inventory, GpuReading reading, GpuCondition condition) {
    /**
     * A GPU of which no more is known, as of one of another machine.
     *
     * @param index the driver's number, from 0
     * @param model marketing name without the leading "NVIDIA ", e.g. {@code "GeForce RTX 4090"}
     * @param bottleneck the lower of what card and slot can do
     * @param reading the newest sample
     */
    public Gpu(int index, String model, PcieLink bottleneck, GpuReading reading) {
        this(GpuInventory.of(index, model, bottleneck), reading, GpuCondition.WORKING);
    }

    /** The driver's number, from 0. */
    public int index() {
        return inventory.index();
    }

    /** Marketing name without the leading "NVIDIA ", e.g. {@code "GeForce RTX 4090"}. */
    public String model() {
        return inventory.model();
    }

    /** The lower of what card and slot can do. */
    public PcieLink bottleneck() {
        return inventory.pcie().bottleneck();
    }

    /** The same card with nothing but what the table of the cluster shows: a change of anything else can wait. */
    public Gpu inTable() {
        GpuReading columns = GpuReading.of(reading::value);
        return new Gpu(GpuInventory.of(index(), model(), bottleneck()), columns, condition);
    }

    /** The same card by another name. */
    public Gpu withModel(String model) {
        return new Gpu(inventory.with(model, inventory.pcie()), reading, condition);
    }

    /** The same card on other links. */
    public Gpu withPcie(PcieLinks pcie) {
        return new Gpu(inventory.with(inventory.model(), pcie), reading, condition);
    }

    /** The same card when nobody knows how it is now. */
    public Gpu withoutReading() {
        return new Gpu(inventory.atRest(), GpuReading.UNKNOWN, condition);
    }
}
