package io.leadfluss.capture;

import io.leadfluss.lead.LeadEvent;

/** The lead ordered something. */
public record OrderPlaced(long leadId, String orderNumber) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "order:" + orderNumber;
    }

    @Override
    public String subject() {
        return orderNumber;
    }
}
