package org.corelink.login.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;

/**
 * Whether the person behind a request may do something now: asked again where it happens, whatever the container let through.
 */
public final class Permission {
    /** For how long a password that was given counts for administration. */
    static final Duration RECENT = Duration.ofMinutes(5);

    /** What comes of the question. */
    public enum Verdict {
        /** Do it. */
        GRANTED,
        /** The person may not. */
        DENIED,
        /** The person may, after giving the password again: see {@link StepUpServlet}. */
        PASSWORD_NEEDED
    }

    private final SessionGuard sessions;
    private final AccountReview review;
    private final AuditLog audit;

    /** Nothing is asked yet. */
    public Permission(SessionGuard sessions, AccountReview review, AuditLog audit) {
        this.sessions = sessions;
        this.review = review;
        this.audit = audit;
    }

    /**
     * Asks, about the session of the request, or about the password that came with it (Basic), which is as good as one that
     * was given just now. For more than reading, the account and its groups are read again now. Blocks; any thread. Denials are noted in
     * the audit log.
     */
    public Verdict ask(HttpServletRequest request, Role role) throws InterruptedException {
        Verdict verdict = HttpServletRequest.BASIC_AUTH.equals(request.getAuthType())
                ? ofPassword(request, role)
                : ofSession(request, role);
        if (verdict == Verdict.DENIED) {
            String user = request.getRemoteUser() == null ? "" : request.getRemoteUser();
            audit.record(AuditEvent.of("denied", request.getRemoteAddr(), user)
                    .with("role", role.roleName())
                    .with("path", request.getRequestURI()));
        }
        return verdict;
    }

    private Verdict ofPassword(HttpServletRequest request, Role role) throws InterruptedException {
        if (!(request.getUserPrincipal() instanceof UserPrincipal user) || !request.isUserInRole(role.roleName())) {
            return Verdict.DENIED;
        }
        Set<Role> held = Arrays.stream(Role.values())
                .filter(one -> request.isUserInRole(one.roleName()))
                .collect(Collectors.toUnmodifiableSet());
        return role == Role.VIEWER || review.holds(user, held) ? Verdict.GRANTED : Verdict.DENIED;
    }

    private Verdict ofSession(HttpServletRequest request, Role role) throws InterruptedException {
        Optional<SignedInSession> session = current(request);
        if (session.isPresent() && role != Role.VIEWER) {
            boolean reviewed = review.review(session.get().user().name());
            // The review may have ended it.
            session = reviewed ? current(request) : Optional.empty();
        }
        return session.map(found -> judge(found, role, System.nanoTime())).orElse(Verdict.DENIED);
    }

    private Optional<SignedInSession> current(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : sessions.find(session.getId());
    }

    /** Pure. */
    static Verdict judge(SignedInSession session, Role role, long nowNanos) {
        if (!session.roles().contains(role)) {
            return Verdict.DENIED;
        }
        boolean recent = nowNanos - session.passwordNanos() <= RECENT.toNanos();
        return role != Role.ADMIN || recent ? Verdict.GRANTED : Verdict.PASSWORD_NEEDED;
    }
}
