package io.leadfluss.bench;

import io.leadfluss.lead.LeadEvent;

/** Starts the model with one mail. */
record MailWanted(long leadId, String sourceKey) implements LeadEvent {
}
