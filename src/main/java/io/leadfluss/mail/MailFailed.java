package io.leadfluss.mail;

import io.leadfluss.lead.LeadEvent;

/** A mail to a lead can finally not be delivered. */
public record MailFailed(long leadId, String mailing, long messageId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "mail-failed:" + messageId;
    }

    @Override
    public String subject() {
        return mailing;
    }
}
