package io.leadfluss.handover;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Leads in the hands of sales, from routing to outcome. All calls but route name the process instance that the handover belongs to. */
@Component
public class Handovers {

    /** For what sales gets a lead. */
    public enum Purpose { QUALIFY, CALL, ENQUIRY }

    /** Who is to take the lead until when; rep is null when nobody in the team has room. Times are instants within the rep's business hours. */
    public record Route(String team, String rep, Instant remindAt, Instant dueAt, Instant escalateAt) {
    }

    /** Chooses team and rep and opens the handover; asking again for the same instance gives the same answer. */
    public Route route(String instanceId, long leadId, Purpose purpose) { throw new UnsupportedOperationException(); }

    /** MQL to SAL. */
    public void accept(String instanceId, String rep, String note) { throw new UnsupportedOperationException(); }

    public void reject(String instanceId, String rep, String reason, String note) { throw new UnsupportedOperationException(); }

    /** SAL to SQL. */
    public void qualify(String instanceId, String rep, String note) { throw new UnsupportedOperationException(); }

    public void recycle(String instanceId, String reason) { throw new UnsupportedOperationException(); }

    public void disqualify(String instanceId, String reason) { throw new UnsupportedOperationException(); }

    /** The outcome of a call or an answer. */
    public void recordCall(String instanceId, String rep, String outcome, String note) { throw new UnsupportedOperationException(); }

    /** The manager who is told when a deadline passed; null when the team has none. */
    public String escalate(String instanceId) { throw new UnsupportedOperationException(); }

    /** The rep in charge, null when none. */
    public String rep(String instanceId) { throw new UnsupportedOperationException(); }
}
