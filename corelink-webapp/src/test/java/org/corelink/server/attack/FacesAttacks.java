package org.corelink.server.attack;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The state that pages carry. */
final class FacesAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("state of pages in the hands of the client", FacesAttacks::state),
            new Attack("state that was made up", FacesAttacks::tampering),
            new Attack("names that no file can have", FacesAttacks::impossibleNames));

    private static final Pattern STATE = Pattern.compile("jakarta\\.faces\\.ViewState[^>]*?value=\"([^\"]*)\"");
    private static final int LONGEST_KEY = 64;

    private FacesAttacks() {}

    /** No page needs any; one that comes to have a form is to hold no more than a key. */
    private static void state(Target target, Attack.Findings found) throws IOException {
        for (String page :
                List.of("/", "/events.xhtml", "/machine.xhtml", "/about.xhtml", "/sign-in.xhtml", "/manager/html")) {
            String body = target.get(page).body();
            Matcher state = STATE.matcher(body);
            while (state.find()) {
                found.noteIf(state.group(1).length() > LONGEST_KEY, page + " carries its state: " + state.group(1));
            }
            found.noteIf(body.contains("jakarta.faces.ClientWindow"), page + " carries its window");
        }
    }

    private static void tampering(Target target, Attack.Findings found) throws IOException {
        String serialized =
                Base64.getEncoder().encodeToString(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'x'});
        for (String state : List.of(
                "", "1:2", "stateless", "-1:-1", "../../etc/passwd", "x".repeat(10_000), serialized, "H4sIAAAA")) {
            String form = "cluster=cluster&jakarta.faces.ViewState=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
            RawAnswer answer = target.send(Target.post("/cluster.xhtml", form, target.session()));
            found.noteIf(
                    answer.status() < 400 || answer.status() > 499,
                    "the state " + state + " is answered with " + answer.status());
        }
    }

    /** Of the scripts and style sheets that anybody may ask for. */
    private static void impossibleNames(Target target, Attack.Findings found) throws IOException {
        for (String parameter : List.of("ln", "loc", "con", "v")) {
            for (String name :
                    List.of("%00", "a%00b", "%0a", "%7f", "%3a", "%5c", "%2f", "%ff", "x".repeat(5_000), "")) {
                String path = "/jakarta.faces.resource/components.js.xhtml?" + parameter + "=" + name;
                int status = target.get(path, "").status();
                found.noteIf(status >= 500, path + " is answered with " + status);
            }
        }
    }
}
