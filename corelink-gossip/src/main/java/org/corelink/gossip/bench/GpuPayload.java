package org.corelink.gossip.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.corelink.gossip.Payload;

/**
 * What a machine with GPUs would say about itself, invented: of the size and shape that the console sends, and the same
 * for the same name.
 */
final class GpuPayload {
    /** Largest number of GPUs. */
    static final int MAX_GPUS = 16;

    /** Time that {@link #next} lets pass, seconds. */
    static final int STEP_SECONDS = 5;

    /** Size of one GPU in {@link #reading}, bytes. */
    static final int READING_BYTES = 6;

    private static final int QUANTITIES = 9;
    private static final int MEMORY_UNIT_MIB = 8;

    private final SplittableRandom random;
    private final Card card;
    private final List<Gpu> gpus = new ArrayList<>();
    private int uptimeSeconds;

    /** Kinds of cards, from the vendor's data sheets, rounded. All cards of a machine are of one kind. */
    private enum Card {
        H200("H200", 143_771, 700, 75, 1_980, 3_201, 5),
        H100("H100 80GB HBM3", 81_559, 700, 70, 1_980, 2_619, 5),
        A100("A100-SXM4-80GB", 81_920, 400, 55, 1_410, 1_593, 4),
        RTX_4090("GeForce RTX 4090", 24_564, 450, 22, 2_520, 10_501, 4);

        private final String model;
        private final int memoryMiB;
        private final int limitWatts;
        private final int idleWatts;
        private final int smMhz;
        private final int memoryMhz;
        private final int pcieGeneration;

        Card(String model, int memoryMiB, int limitWatts, int idleWatts, int smMhz, int memoryMhz, int pcieGeneration) {
            this.model = model;
            this.memoryMiB = memoryMiB;
            this.limitWatts = limitWatts;
            this.idleWatts = idleWatts;
            this.smMhz = smMhz;
            this.memoryMhz = memoryMhz;
            this.pcieGeneration = pcieGeneration;
        }
    }

    /** One GPU now: its serial, load in percent, memory in use in MiB, temperature in degrees Celsius, power in W. */
    private record Gpu(long serial, int load, int memoryMiB, int celsius, int watts) {}

    /** The machine called {@code name} at its start. */
    GpuPayload(String name, int count) {
        if (count < 0 || count > MAX_GPUS) {
            throw new IllegalArgumentException("0 to " + MAX_GPUS + " GPUs, not " + count);
        }
        random = new SplittableRandom(name.hashCode());
        Card[] cards = Card.values();
        card = cards[random.nextInt(cards.length)];
        uptimeSeconds = random.nextInt(3_600, 90 * 86_400);
        for (int i = 0; i < count; i++) {
            int load = random.nextInt(101);
            gpus.add(gpu(random.nextLong(), load, card.memoryMiB / 100 * load, 30 + load / 3));
        }
    }

    private Gpu gpu(long serial, int load, int memoryMiB, int celsius) {
        int drawn = card.idleWatts + (card.limitWatts - card.idleWatts) * load / 100 + random.nextInt(-3, 4);
        return new Gpu(serial, load, memoryMiB, celsius, Math.clamp(drawn, 0, card.limitWatts));
    }

    /** Lets {@value #STEP_SECONDS} seconds pass: load and memory walk at random, heat and power follow them. */
    void next() {
        uptimeSeconds += STEP_SECONDS;
        gpus.replaceAll(gpu -> {
            int load = Math.clamp(gpu.load + random.nextInt(-10, 11), 0, 100);
            int memory = Math.clamp(gpu.memoryMiB + random.nextInt(-1_024, 1_025), 0, card.memoryMiB);
            int celsius = gpu.celsius + Integer.signum(30 + load * 42 / 100 - gpu.celsius);
            return gpu(gpu.serial, load, memory, celsius);
        });
    }

    /**
     * The open payload, ASCII, at most {@link Payload#MAX_BYTES}: with the fields of the console, and as many quantities
     * of each GPU as fit.
     */
    byte[] openJson() {
        for (int quantities = QUANTITIES; quantities > 0; quantities--) {
            byte[] json = openJson(quantities);
            if (json.length <= Payload.MAX_BYTES) {
                return json;
            }
        }
        return openJson(0);
    }

    private byte[] openJson(int quantities) {
        StringBuilder json = new StringBuilder(Payload.MAX_BYTES).append("{\"gpus\":[");
        for (int i = 0; i < gpus.size(); i++) {
            json.append(i == 0 ? "" : ",").append("{\"id\":").append(i);
            json.append(",\"model\":\"").append(card.model);
            json.append("\",\"limit\":\"").append(card.pcieGeneration).append(".0 x 16\"}");
        }
        json.append("],\"net_kbps\":1.25,\"link_speed\":25000,\"link_speed_max\":25000,\"ntp_drift\":0.000125");
        json.append(",\"v\":\"0.00.0\",\"sim\":true,\"up\":").append(uptimeSeconds);
        columns().stream().limit(quantities).forEach(column -> column.appendTo(json));
        return json.append('}').toString().getBytes(US_ASCII);
    }

    /** One quantity of all GPUs. */
    private record Column(String name, List<Integer> values) {
        /** As the console writes it: one value if all have the same. */
        void appendTo(StringBuilder json) {
            List<Integer> told = values.stream().distinct().count() == 1 ? values.subList(0, 1) : values;
            json.append(",\"").append(name).append("\":");
            json.append(told.toString().replace(" ", ""));
        }
    }

    /** By the names of the console and in its order. */
    private List<Column> columns() {
        return List.of(
                column("util", Gpu::load),
                column("mem", Gpu::memoryMiB),
                column("temp", Gpu::celsius),
                column("power", Gpu::watts),
                column("memall", _ -> card.memoryMiB),
                column("cap", _ -> card.limitWatts),
                column("fan", _ -> 0),
                column("sm", _ -> card.smMhz),
                column("memclk", _ -> card.memoryMhz));
    }

    private Column column(String name, Function<Gpu, Integer> quantity) {
        return new Column(name, gpus.stream().map(quantity).toList());
    }

    /** What stays the same while the machine runs, for the sealed format: some 60 B a GPU. */
    byte[] inventory() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + gpus.size() * 80);
        bytes.put((byte) gpus.size());
        byte[] model = card.model.getBytes(US_ASCII);
        for (int i = 0; i < gpus.size(); i++) {
            bytes.put((byte) i).put((byte) model.length).put(model);
            bytes.putLong(gpus.get(i).serial).putLong(Long.reverse(gpus.get(i).serial)); // As long as a UUID.
            String bus = HexFormat.of().toHexDigits((byte) (0x11 + i));
            bytes.put("0000:".concat(bus).concat(":00.0").getBytes(US_ASCII));
            bytes.putInt(card.memoryMiB).putShort((short) card.limitWatts);
            bytes.putShort((short) card.smMhz).putShort((short) card.memoryMhz);
            bytes.put((byte) card.pcieGeneration).put((byte) 16);
        }
        byte[] used = new byte[bytes.flip().remaining()];
        bytes.get(used);
        return used;
    }

    /**
     * What changes, for the sealed format, {@value #READING_BYTES} B a GPU, big-endian: load in percent, degrees
     * Celsius, W, memory in use in units of 8 MiB.
     */
    byte[] reading() {
        ByteBuffer bytes = ByteBuffer.allocate(gpus.size() * READING_BYTES);
        for (Gpu gpu : gpus) {
            bytes.put((byte) gpu.load).put((byte) gpu.celsius).putShort((short) gpu.watts);
            bytes.putShort((short) (gpu.memoryMiB / MEMORY_UNIT_MIB));
        }
        return bytes.array();
    }
}
