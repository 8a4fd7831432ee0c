package io.leadfluss.mail.inbound;

import io.leadfluss.lead.LeadEvent;

/** Somebody asked us in own words to stop writing to the lead: nothing more is sent until a person has decided what was meant. */
public record StopAsked(long leadId, long mailId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "stop-asked:" + mailId;
    }

    @Override
    public String subject() {
        return "mail";
    }
}
