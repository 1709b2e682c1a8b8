package org.corelink.page;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** The page that asks who is there. */
@Named
@Dependent
public class SignInPage {
    private final ConsoleFacts facts;
    private final HttpServletRequest request;

    /** The page for one request. */
    @Inject
    public SignInPage(ConsoleFacts facts, HttpServletRequest request) {
        this.facts = facts;
        this.request = request;
    }

    /** Whether the last attempt was refused. */
    public boolean isRefused() {
        return request.getParameter("refused") != null;
    }

    /** SHA-256 of the CA's certificate, as colon-separated hexadecimal. */
    public String getCaFingerprint() {
        return facts.caFingerprint();
    }
}
