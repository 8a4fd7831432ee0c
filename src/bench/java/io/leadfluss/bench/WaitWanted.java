package io.leadfluss.bench;

import io.leadfluss.lead.LeadEvent;

/** Starts the model with a month of waiting and a mail. */
record WaitWanted(long leadId, String sourceKey) implements LeadEvent {
}
