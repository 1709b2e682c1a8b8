package org.corelink.page;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The page that asks who is there. */
@Named
@Dependent
public class SignInPage {
    private final ConsoleFacts facts;

    /** The page of this server. */
    @Inject
    public SignInPage(ConsoleFacts facts) {
        this.facts = facts;
    }

    /** SHA-256 of the CA's certificate, as colon-separated hexadecimal. */
    public String getCaFingerprint() {
        return facts.caFingerprint();
    }
}
