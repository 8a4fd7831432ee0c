package io.leadfluss.mail.inbound;

import io.leadfluss.lead.LeadEvent;

/** The lead answered a mail in person. */
public record MailReplied(long leadId, String mailing, long messageId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "mail-replied:" + messageId;
    }

    @Override
    public String subject() {
        return mailing;
    }
}
