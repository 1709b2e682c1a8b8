package org.corelink.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/**
 * Which classes are pure, that is, computed from their arguments alone, and what that forbids.
 *
 * <p>In a package of the line "pure and shell" every class is pure unless it stands in {@link #SHELLS}: whoever adds a
 * class that touches the world has to say so here.
 */
final class Purity {
    private static final Set<String> PURE_PACKAGES = Set.of(
            "org.corelink.gossip.membership",
            "org.corelink.gossip.wire",
            "org.corelink.gossip.seal",
            "org.corelink.cluster",
            "org.corelink.cluster.event",
            "org.corelink.cluster.history",
            "org.corelink.cluster.machine",
            "org.corelink.cluster.query",
            "org.corelink.gossip",
            "org.corelink.gpu",
            "org.corelink.gpu.nvml",
            "org.corelink.gpu.smi",
            "org.corelink.node",
            "org.corelink.node.clock",
            "org.corelink.node.link",
            "org.corelink.node.system",
            "org.corelink.login.audit",
            "org.corelink.login.pam",
            "org.corelink.login.session",
            "org.corelink.login.throttle",
            "org.corelink.push",
            "org.corelink.manager",
            "org.corelink.api",
            "org.corelink.api.metrics",
            "org.corelink.host.ca",
            "org.corelink.host.check",
            "org.corelink.host.container",
            "org.corelink.host.join",
            "org.corelink.host.view");

    /** The classes of those packages that have a thread, a clock, a file, a socket or a process. */
    static final Set<String> SHELLS = Set.of(
            "org.corelink.cluster.ClusterWatch",
            "org.corelink.cluster.event.EventWatch",
            "org.corelink.cluster.history.HistoryWatch",
            "org.corelink.gossip.GossipNode",
            "org.corelink.gpu.ProcOwners",
            "org.corelink.gpu.SysfsPcie",
            "org.corelink.gpu.nvml.NvmlLibrary",
            "org.corelink.gpu.smi.NvidiaSmiProcess",
            "org.corelink.gpu.smi.NvidiaSmiRun",
            "org.corelink.gpu.smi.PolledStreams",
            "org.corelink.node.NodeSampler",
            "org.corelink.node.NodeWatch",
            "org.corelink.node.PolledSource",
            "org.corelink.node.clock.AdjtimexCall",
            "org.corelink.node.clock.ChronyClient",
            "org.corelink.node.clock.HostClock",
            "org.corelink.node.clock.NtpClient",
            "org.corelink.node.clock.NtpdClient",
            "org.corelink.node.clock.UdpQuestion",
            "org.corelink.node.link.EthtoolIoctl",
            "org.corelink.node.link.KernelLinkSource",
            "org.corelink.node.system.DataDisk",
            "org.corelink.node.system.OwnProcess",
            "org.corelink.node.system.ProcFiles",
            "org.corelink.api.ApiServlet",
            "org.corelink.api.Transfer",
            "org.corelink.login.audit.AuditFile",
            "org.corelink.login.pam.AccountCheck",
            "org.corelink.login.pam.PamCommand",
            "org.corelink.login.pam.PamPool",
            "org.corelink.login.pam.PamClient",
            "org.corelink.login.pam.PamPeers",
            "org.corelink.login.pam.PamProcess",
            "org.corelink.login.pam.PamServer",
            "org.corelink.login.pam.PamServiceFile",
            "org.corelink.login.pam.PamSocket",
            "org.corelink.login.pam.PamSupervisor",
            "org.corelink.login.session.FormToken",
            "org.corelink.login.session.Permission",
            "org.corelink.login.session.SessionFile",
            "org.corelink.login.session.SessionGuard",
            "org.corelink.login.session.SignOutServlet",
            "org.corelink.login.session.StepUp",
            "org.corelink.login.session.StepUpServlet",
            "org.corelink.manager.AllowedAddresses",
            "org.corelink.manager.CommandDesk",
            "org.corelink.manager.HtmlServlet",
            "org.corelink.manager.ResampleServlet",
            "org.corelink.manager.StatusServlet",
            "org.corelink.manager.TextServlet",
            "org.corelink.push.EndWithSession",
            "org.corelink.push.LiveForms",
            "org.corelink.push.LiveHandler",
            "org.corelink.push.LivePush",
            "org.corelink.push.LiveServlet",
            "org.corelink.push.Snapshots",
            "org.corelink.push.SnapshotServlet",
            "org.corelink.host.ca.ApiTokens",
            "org.corelink.host.ca.CertificateStore",
            "org.corelink.host.ca.Enrolment",
            "org.corelink.host.ca.GroupKeyStore",
            "org.corelink.host.ca.GuardedFiles",
            "org.corelink.host.ca.Members",
            "org.corelink.host.ca.NodeFolder",
            "org.corelink.host.ca.Register",
            "org.corelink.host.ca.StoreEviction",
            "org.corelink.host.ca.StoreFolder",
            "org.corelink.host.check.HostProbe",
            "org.corelink.host.check.HostSurvey",
            "org.corelink.host.container.ImageContent",
            "org.corelink.host.join.InviteServer",
            "org.corelink.host.join.IssuerTrust",
            "org.corelink.host.join.JoinClient",
            "org.corelink.host.join.PinnedTrust",
            "org.corelink.host.join.ProvenClients",
            "org.corelink.host.join.RenewalClient",
            "org.corelink.host.join.RenewalServer",
            "org.corelink.host.join.Tls",
            "org.corelink.host.join.TlsListener",
            "org.corelink.host.view.Feed",
            "org.corelink.host.view.HttpsConsoleClient",
            "org.corelink.host.view.Top");

    /** What pure classes do without. */
    static final List<Ban> BANS = List.of(
            Ban.of(
                    "no clock",
                    "java\\.time\\.(Clock|InstantSource)",
                    "java\\.time\\..*#now\\(.*|java\\.lang\\.System#(currentTimeMillis|nanoTime)\\(.*"
                            + "|java\\.util\\.Date#<init>\\(\\)|java\\.util\\.Calendar#getInstance\\(.*"),
            Ban.of(
                    "no socket and no name server",
                    "java\\.net\\.(\\w*Socket\\w*(?<!InetSocketAddress)|NetworkInterface|\\w*URL\\w*)"
                            + "|java\\.net\\.http\\..*|javax\\.net\\..*|java\\.nio\\.channels\\.(?!File).*",
                    "java\\.net\\.Inet\\w*#(getByName|getAllByName|getLocalHost|getCanonicalHostName|getHostName"
                            + "|isReachable|<init>\\(java\\.lang\\.String).*"),
            Ban.of(
                    "no file",
                    "java\\.io\\.(File\\w*|RandomAccessFile|Console)"
                            + "|java\\.nio\\.file\\.(Files|FileSystems?|WatchService|DirectoryStream)"
                            + "|java\\.nio\\.channels\\.File\\w*",
                    "java\\.nio\\.file\\.Path#(toRealPath|toFile|register)\\(.*"),
            Ban.ofTypes(
                    "no thread and no executor",
                    "java\\.lang\\.(Thread\\w*|Runtime|Process\\w*)|java\\.util\\.Timer\\w*"
                            + "|java\\.util\\.concurrent\\.(?!TimeUnit$).*"),
            Ban.of(
                    "no unseeded random",
                    "java\\.util\\.concurrent\\.ThreadLocalRandom",
                    "java\\.util\\.(Random|SplittableRandom)#<init>\\(\\)|java\\.lang\\.Math#random\\(\\)"
                        + "|java\\.util\\.UUID#randomUUID\\(\\)|java\\.util\\.Collections#shuffle\\(java\\.util\\.List\\)"
                        + "|java\\.util\\.random\\.RandomGenerator#(of|getDefault)\\(.*"
                        + "|java\\.security\\.SecureRandom#(<init>|getInstance\\w*)\\(.*"),
            Ban.ofTypes("no Jakarta EE", "jakarta\\..*"),
            Ban.ofTypes("no Commons Exec", "org\\.apache\\.commons\\.exec\\..*"));

    private Purity() {}

    /** Whether a class has to be pure. */
    static DescribedPredicate<JavaClass> pureClasses() {
        return DescribedPredicate.describe("are pure", subject -> {
            String outermost = subject.getFullName().replaceAll("\\$.*", "");
            return PURE_PACKAGES.contains(subject.getPackageName().replaceAll("\\.planted$", ""))
                    && !SHELLS.contains(outermost);
        });
    }
}
