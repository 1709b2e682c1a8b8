package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.corelink.gossip.seal.KeyringText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Consoles of a sealed cluster on one LAN, with 16 GPUs each, and one whose key is another. */
class SealedNeighboursIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long CLUSTER = 0xC0FFEE_C0FFEEL;
    private static final int GPUS = 16;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void whoHasTheKeySeesAllGpusWithTheirProcessesAndWhoHasAnotherSeesNobodyAndSaysSo() throws Exception {
        try (TestAccount account = TestAccount.create("corelink-seal");
                TestNetwork network = TestNetwork.create();
                Neighbour alpha = sealed("alpha", 1, network, account);
                Neighbour beta = sealed("beta", 1, network, account);
                Neighbour stranger = sealed("stranger", 2, network, account)) {
            alpha.start();
            beta.start();
            stranger.start();
            alpha.await("beta", SOON, seen -> seen.gpus("beta") == GPUS);
            ConsoleSnapshot ofBeta = beta.await("alpha", SOON, seen -> seen.gpus("alpha") == GPUS);
            beta.await(
                    "the inventory",
                    SOON,
                    seen -> seen.gpuCell("alpha", 15, "model").equals("A100-SXM4-40GB"));
            tellsEverything(node(beta, ofBeta.ids("alpha").iterator().next()));
            ConsoleSnapshot ofStranger =
                    stranger.await("nobody else", SOON, seen -> events(stranger).contains("another group key"));
            assertThat(ofStranger.nodes()).containsExactly("stranger");
            assertThat(alpha.sees().nodes()).containsExactlyInAnyOrder("alpha", "beta");
            assertThat(alpha.asks("cluster.xhtml").body()).contains("encrypted and authenticated");
        }
    }

    @Test
    void whoSpeaksBothSeesAllAndMarksWhomNobodyVouchesFor() throws Exception {
        try (TestAccount account = TestAccount.create("corelink-mixed");
                TestNetwork network = TestNetwork.create();
                Neighbour both = sealed("both", 1, network, account);
                Neighbour closed = sealed("closed", 1, network, account);
                Neighbour open = new Neighbour("open", network.addHost("open"), folder, account)) {
            open.host().plugIn();
            both.set("CORELINK_GOSSIP_MODE", "mixed");
            both.start();
            closed.start();
            open.start();
            both.await(
                    "who is sealed",
                    SOON,
                    seen -> seen.nodeCell("closed", "state").equals("online"));
            both.await(
                    "who is open", SOON, seen -> seen.nodeCell("open", "state").equals("online, unverified"));
            open.await("who speaks both", SOON, seen -> seen.gpus("both") == GPUS);
            closed.await("the same", SOON, seen -> seen.gpus("both") == GPUS);
            assertThat(closed.sees().nodes()).containsExactlyInAnyOrder("both", "closed");
            assertThat(open.sees().nodes()).containsExactlyInAnyOrder("both", "open");
        }
    }

    private static void tellsEverything(JsonNode alpha) {
        assertThat(alpha.at("/gpus")).hasSize(GPUS);
        assertThat(uuids(alpha)).hasSize(GPUS);
        JsonNode last = alpha.at("/gpus/15");
        assertThat(last.at("/memoryUsedBytes").asLong()).isEqualTo(38_015L << 20);
        assertThat(last.at("/powerWatts").asInt()).isEqualTo(315);
        assertThat(last.at("/processes/0/pid").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(last.at("/processes/0/user").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(alpha.at("/system/kernel").asString()).isNotEmpty();
    }

    private static Set<String> uuids(JsonNode node) {
        return node.at("/gpus")
                .valueStream()
                .map(gpu -> gpu.at("/uuid").asString())
                .collect(Collectors.toSet());
    }

    private static JsonNode node(Neighbour asked, String id) throws Exception {
        HttpResponse<String> answer = asked.asks("api/v1/nodes/" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String events(Neighbour asked) {
        try {
            return asked.asks("api/v1/events").body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(asked.name() + " does not answer", e);
        }
    }

    private Neighbour sealed(String name, int key, TestNetwork network, TestAccount account) throws IOException {
        Neighbour neighbour = new Neighbour(name, network.addHost(name), folder, account);
        neighbour.host().plugIn();
        neighbour.say("gpus.xml", log());
        byte[] secret = new byte[32];
        secret[0] = (byte) key;
        Path keys = Files.writeString(
                folder.resolve(name + ".keys"),
                KeyringText.format(Keyring.of(CLUSTER, new GroupKey(1, Payload.of(secret)))));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        neighbour.set("CORELINK_GOSSIP_MODE", "sealed");
        neighbour.set("CORELINK_GOSSIP_KEYS", keys.toString());
        return neighbour;
    }

    /** On each GPU works this very process. */
    private static String log() {
        return IntStream.range(0, GPUS)
                .mapToObj(SealedNeighboursIT::gpu)
                .collect(Collectors.joining(
                        "\n",
                        "<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n<driver_version>550.54.15</driver_version>\n",
                        "\n</nvidia_smi_log>"));
    }

    private static String gpu(int index) {
        return """
            <gpu id="00000000:%02X:00.0">
            <product_name>NVIDIA A100-SXM4-40GB</product_name>
            <serial>132292100%04d</serial>
            <uuid>GPU-8f9a1c%02x-3b7e-4d21-9c55-0a1b2c3d4e5f</uuid>
            <vbios_version>92.00.45.00.03</vbios_version>
            <fb_memory_usage><total>40960 MiB</total><used>%d MiB</used></fb_memory_usage>
            <utilization><gpu_util>%d %%</gpu_util></utilization>
            <temperature><gpu_temp>%d C</gpu_temp></temperature>
            <gpu_power_readings><power_draw>%d W</power_draw></gpu_power_readings>
            <processes><process_info><pid>%d</pid><type>C</type>
            <process_name>java</process_name><used_memory>%d MiB</used_memory></process_info></processes>
            </gpu>\
            """.formatted(
                        1 + index,
                        index,
                        index,
                        38_000 + index,
                        80 + index,
                        50 + index,
                        300 + index,
                        ProcessHandle.current().pid(),
                        37_000 + index);
    }
}
