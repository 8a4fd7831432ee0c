package io.leadfluss.mail.inbound;

import io.leadfluss.lead.LeadEvent;

/** The lead, or somebody who reads its mail, called one of our mails spam. */
public record SpamReported(long leadId, String mailing, long messageId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "spam-reported:" + messageId;
    }

    @Override
    public String subject() {
        return mailing;
    }
}
