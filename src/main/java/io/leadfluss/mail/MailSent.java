package io.leadfluss.mail;

import io.leadfluss.lead.LeadEvent;

/** A mail to a lead was handed over to the relay. */
public record MailSent(long leadId, String mailing, long messageId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "mail-sent:" + messageId;
    }

    @Override
    public String subject() {
        return mailing;
    }
}
