package org.corelink.server;

import java.util.Arrays;
import java.util.Optional;

/** The oldest version of TLS that is spoken. */
public enum LeastTls {
    /** For browsers and programs of before 2018, with suites of forward secrecy and authenticated encryption only. */
    TLS_1_2("1.2", "TLSv1.2+TLSv1.3"),
    /** As it should be. */
    TLS_1_3("1.3", "TLSv1.3");

    /** Of TLS 1.2, in openssl's words; those of 1.3 are all good. */
    static final String SUITES = "ECDHE+AESGCM:ECDHE+CHACHA20";

    private final String word;
    private final String protocols;

    LeastTls(String word, String protocols) {
        this.word = word;
        this.protocols = protocols;
    }

    /** The one of that number, as {@link #word} has it. */
    public static Optional<LeastTls> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Its number: {@code 1.2} or {@code 1.3}. */
    public String word() {
        return word;
    }

    /** Everything that is spoken, in Tomcat's words. */
    String protocols() {
        return protocols;
    }
}
