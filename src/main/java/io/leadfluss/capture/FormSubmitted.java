package io.leadfluss.capture;

import io.leadfluss.lead.LeadEvent;

/** A public form, or another system, brought data of the lead. */
public record FormSubmitted(long leadId, String form, long submissionId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "form:" + submissionId;
    }

    @Override
    public String subject() {
        return form;
    }
}
