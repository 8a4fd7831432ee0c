package io.leadfluss.bench;

import io.leadfluss.lead.LeadEvent;
import java.util.UUID;

/** Any fact. */
record SomethingHappened(long leadId, String kind, String subject, String sourceKey) implements LeadEvent {

    SomethingHappened(long leadId, String kind, String subject) {
        this(leadId, kind, subject, UUID.randomUUID().toString());
    }
}
