package io.leadfluss.scoring;

import io.leadfluss.lead.LeadEvent;

/** A lead has lost so much interest that it is no longer as hot as it was; the subject is where it stands now, as in {@code B3}, and maybe a product line. */
public record LeadCooled(long leadId, String sourceKey, String subject) implements LeadEvent {
}
