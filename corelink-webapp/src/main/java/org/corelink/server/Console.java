package org.corelink.server;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.corelink.cluster.ClusterWatch;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.login.SessionGuard;
import org.corelink.node.NodeState;
import org.corelink.push.LiveChannel;
import org.corelink.push.LivePush;

@SuppressWarnings({"FutureReturnValueIgnored","MissingOverride"})
final class Console implements AutoCloseable {
    private final LivePush push;
    private final ClusterWatch watch;
    private final SessionGuard sessions = new SessionGuard();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    Console(ServerConfig config, LiveChannel ch) {
        LivePush[] p = new LivePush[1];
        watch = new ClusterWatch(config.name(), x -> Optional.empty(), () -> p[0].onChange());
        push = p[0] = new LivePush(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()), watch::view, ch);
        push.start();
        timer.scheduleAtFixedRate(sessions::sweep, 1, 1, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(() -> watch.onSelf(new NodeState("0.02.0", false, List.of(new Gpu(0,"GeForce RTX 4090", new PcieLink(4,16), new GpuReading(ThreadLocalRandom.current().nextInt(100), 12000, 24564, 71, 310, 450, 60, 2520, null)), new Gpu(1,"GeForce RTX 4090", new PcieLink(4,16), new GpuReading(ThreadLocalRandom.current().nextInt(100), 12000, 24564, 71, 310, 450, null, 2520, null))), null, 1000, 10000, 0.003, 1.2, 123456L)), 0, 1, TimeUnit.SECONDS);
    }
    static Console start(ServerConfig config, LiveChannel ch) throws StartException { return new Console(config, ch); }
    org.corelink.page.ConsoleFacts facts() { return new org.corelink.page.ConsoleFacts("m", Version.CURRENT, "b", "AA:BB"); }
    LivePush push() { return push; }
    ClusterWatch watch() { return watch; }
    SessionGuard sessions() { return sessions; }
    public void close() { timer.shutdownNow(); push.close(); }
}
