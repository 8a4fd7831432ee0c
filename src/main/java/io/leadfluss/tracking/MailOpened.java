package io.leadfluss.tracking;

import io.leadfluss.lead.LeadEvent;

/** A person opened a mail. The subject is the mailing; the same mail counts once a day. */
public record MailOpened(long leadId, String sourceKey, String subject) implements LeadEvent {
}
