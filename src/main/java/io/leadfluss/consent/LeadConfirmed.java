package io.leadfluss.consent;

import io.leadfluss.lead.LeadEvent;

/** The lead confirmed its address for the first time; happens once per lead. */
public record LeadConfirmed(long leadId, String form) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "lead-confirmed:" + leadId;
    }

    @Override
    public String subject() {
        return form;
    }
}
