package org.corelink.host.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.corelink.server.LeastTls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerSpecTest {
    @Test
    void everyArgumentOfAContainerWithGpusIsKnown() {
        assertThat(spec(1_000, true, List.of(), null).runArguments())
                .isEqualTo(
                        List.of(("run --detach --name corelink --network host --gpus all --volume corelink-data:/data"
                            + " --mount type=bind,source=/home/anna/.corelink/nodes/ws1,target=/certificates,readonly"
                            + " --mount type=bind,source=/etc,target=/host/etc,readonly --read-only --tmpfs"
                            + " /tmp:rw,nosuid,nodev,exec,size=64m,mode=1777 --tmpfs"
                            + " /run:rw,nosuid,nodev,noexec,size=8m,mode=755 --cap-drop ALL --cap-add NET_BIND_SERVICE"
                            + " --cap-add SETUID --cap-add SETGID --cap-add SETPCAP --cap-add KILL --security-opt"
                            + " no-new-privileges --init --pids-limit 512 --memory 1g --memory-swap 1g --ulimit"
                            + " nofile=16384:16384 --restart unless-stopped --stop-timeout 10 --log-driver json-file"
                            + " --log-opt max-size=10m --log-opt max-file=3 --env CORELINK_HOSTNAME=ws1 --env"
                            + " CORELINK_PORT=443 --env CORELINK_GOSSIP_PORT=47100 --env CORELINK_UID=1000 --env"
                            + " CORELINK_GID=61100 corelink:1.2.3")
                                .split(" ")));
    }

    @Test
    void machineWithoutGpusAsksForNone() {
        assertThat(spec(1_000, false, List.of(), null).runArguments()).doesNotContain("--gpus", "all");
    }

    @Test
    void whatWasChosenGoesInAsSettings() {
        assertThat(spec(1_000, false, List.of("eth0", "eth1"), "sshd").runArguments())
                .contains(
                        "CORELINK_GOSSIP_INTERFACES=eth0,eth1",
                        "CORELINK_PAM_SERVICE=sshd",
                        "CORELINK_IDLE_LIMIT=30",
                        "CORELINK_TLS_MIN=1.2");
    }

    @Test
    void neitherSecretsNorTheCaNorDockersSocketGoIn() {
        String line = String.join(" ", spec(1_000, true, List.of(), null).runArguments());
        assertThat(line).doesNotContain("docker.sock", ".corelink/ca", "ca.key", "PRIVATE", "--privileged");
        assertThat(Collections.frequency(spec(1_000, true, List.of(), null).runArguments(), "--cap-add"))
                .isEqualTo(5);
    }

    @Test
    void webSideIsNeverRoot() {
        assertThatThrownBy(() -> spec(0, true, List.of(), null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ContainerSpec spec(int uid, boolean gpus, List<String> interfaces, @Nullable String pam) {
        return new ContainerSpec(
                "corelink:1.2.3",
                uid,
                Path.of("/home/anna/.corelink/nodes/ws1"),
                "ws1",
                443,
                47_100,
                interfaces,
                null,
                gpus,
                pam == null ? LeastTls.TLS_1_3 : LeastTls.TLS_1_2,
                pam,
                pam == null ? 0 : 30,
                null);
    }
}
