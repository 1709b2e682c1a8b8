package org.corelink.gossip.lan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Segments and hosts for one test class. Everything is in namespaces of its own, so that nothing of this machine changes,
 * several LANs do not meet though they use the same addresses, and to remove the namespaces is to remove all.
 */
public final class Lan implements AutoCloseable {
    /** Namespaces are named by the process that made them, so that a later one can tell what a dead one left. */
    private static final Pattern NAMESPACE = Pattern.compile("clg-(\\d+)-\\S+");

    private static final AtomicInteger LANS = new AtomicInteger();

    private final String prefix = "clg-" + ProcessHandle.current().pid() + "-" + LANS.incrementAndGet() + "-";
    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();

    private Lan() {}

    /** An empty LAN; removes what dead processes left. Fails with what to do if this machine lacks something. */
    static Lan create() throws IOException {
        Shell.requirePrerequisites();
        List<Throwable> failures = new ArrayList<>();
        NAMESPACE
                .matcher(Shell.run("ip", "netns", "list"))
                .results()
                .filter(found ->
                        ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty())
                .map(MatchResult::group)
                .forEach(name -> delete(new Namespace(name), failures));
        return new Lan();
    }

    /** A LAN of one segment with so many hosts, half of them on each of its two switches. */
    public static Lan of(int hosts) throws IOException {
        Lan lan = create();
        try {
            lan.addHosts(hosts, lan.addSegment(false));
            return lan;
        } catch (IOException | AssertionError e) {
            lan.close();
            throw e;
        }
    }

    /** A further segment, and whether its switch forwards multicast only to those that asked for it. */
    Segment addSegment(boolean snooping) throws IOException {
        Segment segment = new Segment(addNamespaces("segment", 1).getFirst(), segments.size(), snooping);
        segments.add(segment);
        segment.build();
        return segment;
    }

    /** Hosts whose interfaces are up. */
    List<Host> addHosts(int count, Segment... on) throws IOException {
        List<Host> added = new ArrayList<>();
        for (Namespace namespace : addNamespaces("host", count)) {
            Host host = new Host(namespace, hosts.size());
            hosts.add(host);
            added.add(host);
            host.build(List.of(on));
            host.interfacesUp();
        }
        return added;
    }

    private List<Namespace> addNamespaces(String kind, int count) throws IOException {
        int first = namespaces.size();
        List<Namespace> added = IntStream.range(first, first + count)
                .mapToObj(i -> new Namespace(prefix + kind + i))
                .toList();
        namespaces.addAll(added);
        StringBuilder lines = new StringBuilder();
        added.forEach(
                namespace -> lines.append("netns add ").append(namespace.name()).append('\n'));
        Shell.runWithInput(lines.toString(), List.of("ip", "-batch", "-"));
        return added;
    }

    /** All hosts in the order in which they were added. */
    public List<Host> hosts() {
        return hosts;
    }

    /** The first segment. */
    public Segment segment() {
        return segments.getFirst();
    }

    /** Ends every disturbance but that of addresses. */
    public void calm() throws IOException {
        for (Segment segment : segments) {
            segment.heal();
        }
        for (Host host : hosts) {
            host.hearEverything();
            host.plugIn();
            host.interfacesUp();
        }
    }

    /** Removes everything, and kills what still runs on the hosts. */
    @Override
    public void close() {
        List<Throwable> failures = new ArrayList<>();
        namespaces.forEach(namespace -> delete(namespace, failures));
        if (!failures.isEmpty()) {
            AssertionError left = new AssertionError("something of the network is left");
            failures.forEach(left::addSuppressed);
            throw left;
        }
    }

    private static void delete(Namespace namespace, List<Throwable> failures) {
        try {
            namespace.delete();
        } catch (Exception | AssertionError e) {
            // The rest must go all the same.
            failures.add(e);
        }
    }
}
