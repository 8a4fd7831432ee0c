package io.leadfluss.consent;

import io.leadfluss.lead.LeadEvent;

/** The lead no longer wants advertising by e-mail. */
public record LeadUnsubscribed(long leadId, Purpose purpose, String way, String eventHash) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "withdrawn:" + eventHash;
    }

    @Override
    public String subject() {
        return purpose.key() + "#" + way;
    }
}
