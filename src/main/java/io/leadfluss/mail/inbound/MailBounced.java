package io.leadfluss.mail.inbound;

import io.leadfluss.lead.LeadEvent;

/** The lead's address cannot be written to any more: its mailbox is gone, or has been full for weeks. */
public record MailBounced(long leadId, String mailing, long messageId) implements LeadEvent {

    @Override
    public String sourceKey() {
        return "mail-bounced:" + messageId;
    }

    @Override
    public String subject() {
        return mailing;
    }
}
