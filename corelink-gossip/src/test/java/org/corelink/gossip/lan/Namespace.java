package org.corelink.gossip.lan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A network namespace of Linux, by its name. */
public record Namespace(String name) {
    /** The command that, put before another, runs that one there. */
    public List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    /** Runs a command there and returns what it prints. */
    public String run(String... command) throws IOException {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(List.of(command));
        return Shell.runWithInput("", all);
    }

    /** Gives all these lines to one {@code ip}. */
    void ip(List<String> lines) throws IOException {
        Shell.runWithInput(String.join("\n", lines) + "\n", List.of("ip", "-n", name, "-batch", "-"));
    }

    void ip(String... lines) throws IOException {
        ip(List.of(lines));
    }

    /** Keeps the kernel's own IPv6 traffic out of the picture. */
    void disableIpv6() throws IOException {
        run("sh", "-c", "f=/proc/sys/net/ipv6/conf/all/disable_ipv6; [ ! -e $f ] || echo 1 >$f");
    }

    /** Does something on a thread that is there: sockets that it opens stay there. */
    public <T> T call(Callable<T> action) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> {
            Libc.enterNetworkNamespace("/run/netns/" + name);
            return action.call();
        });
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException("in " + name + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Removes it, after killing what still runs there, which would keep it in being. */
    void delete() throws Exception {
        for (String pid : Shell.run("ip", "netns", "pids", name).lines().toList()) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
            if (process.isPresent()) {
                process.get().destroyForcibly();
                process.get().onExit().get(10, TimeUnit.SECONDS);
            }
        }
        Shell.run("ip", "netns", "delete", name);
    }
}
