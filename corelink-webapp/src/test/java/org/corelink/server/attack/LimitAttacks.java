package org.corelink.server.attack;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** More of everything than any honest client sends. */
final class LimitAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("headers without a limit", LimitAttacks::headers),
            new Attack("bodies without a limit", LimitAttacks::bodies),
            new Attack("parameters without a limit", LimitAttacks::parameters));

    /** What a server that has had enough says; 0 for one that hangs up. */
    private static final Set<Integer> ENOUGH = Set.of(0, 400, 413, 414, 431);

    private LimitAttacks() {}

    private static int statusOf(Target target, String request) throws IOException {
        List<RawAnswer> answers = RawHttp.exchange(target.port(), request);
        return answers.isEmpty() ? 0 : answers.getFirst().status();
    }

    private static void headers(Target target, Attack.Findings found) throws IOException {
        int large = statusOf(target, Target.head("GET", "/ca.pem", "X: " + "x".repeat(64 * 1024) + "\r\n") + "\r\n");
        found.noteIf(!ENOUGH.contains(large), "a header of 64 KiB is answered with " + large);
        int many = statusOf(target, Target.head("GET", "/ca.pem", "X: y\r\n".repeat(500)) + "\r\n");
        found.noteIf(!ENOUGH.contains(many), "500 headers are answered with " + many);
        int path = statusOf(target, Target.head("GET", "/ca.pem?" + "x".repeat(64 * 1024), "") + "\r\n");
        found.noteIf(!ENOUGH.contains(path), "an address of 64 KiB is answered with " + path);
    }

    private static void bodies(Target target, Attack.Findings found) throws IOException {
        String form = "j_username=somebody&j_password=" + "x".repeat(1024 * 1024);
        int signIn = statusOf(target, Target.post("/j_security_check", form, ""));
        found.noteIf(!ENOUGH.contains(signIn), "a form of 1 MiB of a stranger is answered with " + signIn);
        int stepUp = statusOf(target, Target.post("/step-up", form, target.session()));
        found.noteIf(!ENOUGH.contains(stepUp), "a form of 1 MiB is answered with " + stepUp);
    }

    private static void parameters(Target target, Attack.Findings found) throws IOException {
        String form = "a=b&".repeat(10_000) + "j_username=somebody&j_password=wrong";
        int posted = statusOf(target, Target.post("/j_security_check", form, target.session()));
        found.noteIf(!ENOUGH.contains(posted), "10,000 parameters in a form are answered with " + posted);
        int asked =
                statusOf(target, Target.head("GET", "/events.xhtml?" + "a&".repeat(3_000), target.session()) + "\r\n");
        found.noteIf(!ENOUGH.contains(asked), "3,000 parameters in an address are answered with " + asked);
    }
}
