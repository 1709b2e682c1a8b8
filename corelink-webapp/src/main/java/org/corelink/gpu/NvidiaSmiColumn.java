package org.corelink.gpu;

import org.jspecify.annotations.Nullable;

/** The columns that are asked of nvidia-smi, in the order of the table. All are known to every driver since 2014. */
enum NvidiaSmiColumn {
    INDEX("index", null),
    NAME("name", null),
    BUS_ID("pci.bus_id", null),
    UTILIZATION("utilization.gpu", GpuQuantity.UTILIZATION),
    MEMORY_USED("memory.used", GpuQuantity.MEMORY_USED),
    MEMORY_TOTAL("memory.total", GpuQuantity.MEMORY_TOTAL),
    TEMPERATURE("temperature.gpu", GpuQuantity.TEMPERATURE),
    POWER("power.draw", GpuQuantity.POWER),
    POWER_LIMIT("power.limit", GpuQuantity.POWER_LIMIT),
    FAN("fan.speed", GpuQuantity.FAN),
    SM_CLOCK("clocks.sm", GpuQuantity.SM_CLOCK),
    MEMORY_CLOCK("clocks.mem", GpuQuantity.MEMORY_CLOCK),
    PCIE_GENERATION("pcie.link.gen.max", null),
    PCIE_LANES("pcie.link.width.max", null);

    private final String field;
    private final @Nullable GpuQuantity quantity;

    NvidiaSmiColumn(String field, @Nullable GpuQuantity quantity) {
        this.field = field;
        this.quantity = quantity;
    }

    /** The driver's name of the column. */
    String field() {
        return field;
    }

    /** The column that holds {@code quantity}. */
    static NvidiaSmiColumn of(GpuQuantity quantity) {
        for (NvidiaSmiColumn column : values()) {
            if (column.quantity == quantity) {
                return column;
            }
        }
        throw new AssertionError("no column for " + quantity);
    }
}
