package org.corelink.manager;

import java.util.List;

/**
 * What a command answers, in the manner of Tomcat's manager.
 *
 * @param done whether the command did what was asked
 * @param message one line; control characters become spaces, so that nothing in it looks like another line
 * @param body further lines, each ended by a line feed; perhaps empty
 */
public record Answer(boolean done, String message, String body) {
    /** Checks the message. */
    public Answer {
        message = message.replaceAll("\\p{Cntrl}", " ");
    }

    /** A success without more to say. */
    static Answer ok(String message) {
        return new Answer(true, message, "");
    }

    /** A success with further lines. */
    static Answer ok(String message, List<String> lines) {
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line).append('\n'));
        return new Answer(true, message, body.toString());
    }

    /** A failure. The message tells the cause and the next step. */
    static Answer failed(String message) {
        return new Answer(false, message, "");
    }

    /** The first line: {@code OK - …} or {@code FAIL - …}. */
    public String firstLine() {
        return (done ? "OK - " : "FAIL - ") + message;
    }

    /** All lines. */
    public String text() {
        return firstLine() + "\n" + body;
    }
}
