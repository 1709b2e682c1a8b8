package org.corelink.api;

/** What is wrong with a call, in the form of RFC 9457. The type is a name that programs can rely on. */
public enum Problem {
    /** The parameter is none of this resource, or its value is none. */
    INVALID_PARAMETER(400, "Invalid parameter"),
    /** Nobody has signed in, or not as somebody who may read. */
    NOT_SIGNED_IN(401, "Sign-in required"),
    /** There is nothing at this path. */
    UNKNOWN_RESOURCE(404, "Unknown resource"),
    /** No machine of the cluster has this id. */
    UNKNOWN_NODE(404, "Unknown node"),
    /** The resource is read only. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** None of the formats that the client accepts is there. */
    NOT_ACCEPTABLE(406, "Format not available"),
    /** Too many passwords were tried, or are being tried. */
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
    /** As many streams are open as one machine serves. */
    TOO_MANY_STREAMS(503, "Too many streams"),
    /** CoreLink is not ready. */
    NOT_READY(503, "Not ready"),
    /** CoreLink has made a mistake. */
    INTERNAL_ERROR(500, "Internal error");

    /** Type of its form. */
    static final String CONTENT_TYPE = "application/problem+json";

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Its name for programs: {@code "urn:corelink:problem:unknown-node"}. */
    public String type() {
        return "urn:corelink:problem:" + Words.of(this);
    }

    /** The answer that tells it; {@code detail} is for a person, with what to do. */
    public Answer answer(String detail) {
        byte[] body = Fields.document(json -> json.text("type", type())
                .text("title", title)
                .number("status", status)
                .text("detail", detail));
        return Answer.of(status, CONTENT_TYPE, body);
    }
}
