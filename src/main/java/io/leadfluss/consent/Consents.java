package io.leadfluss.consent;

import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What leads allowed, and the one way to change it. */
@Component
public class Consents {

    /** Asks for confirmation; when a request of this lead is still open it is extended instead, so that no second mail goes out. Returns the request's number. */
    public long request(long leadId, String form, String language, Collection<Declaration> declarations, Evidence evidence) { throw new UnsupportedOperationException(); }

    /** Whether the lead allows this now. */
    public boolean allows(long leadId, Purpose purpose) { throw new UnsupportedOperationException(); }

    public Set<Purpose> allowed(long leadId) { throw new UnsupportedOperationException(); }

    /** Whether the request still waits for its confirmation and may be asked for by mail. */
    public boolean isOpen(long requestId) { throw new UnsupportedOperationException(); }

    /** The secret part of the confirmation link. */
    public String token(long requestId) { throw new UnsupportedOperationException(); }

    /** Takes the check mail into the proof. */
    public void checkMailSent(long requestId, String messageId, String copy, String relayAnswer) { throw new UnsupportedOperationException(); }

    /** Ends a request that was not confirmed in time. */
    public void expire(long requestId) { throw new UnsupportedOperationException(); }

    /** Withdraws at once, by whatever way it was said (a short key: one-click, preferences, reply, staff …). */
    public void withdraw(long leadId, Purpose purpose, String way, Evidence evidence) { throw new UnsupportedOperationException(); }
}
