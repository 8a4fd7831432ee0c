package io.leadfluss.lead;

import java.util.UUID;

/** Any event, for tests of what hears events. */
public record Happened(long leadId, String kind, String subject, String sourceKey) implements LeadEvent {

    public Happened(long leadId, String kind, String subject) {
        this(leadId, kind, subject, "test:" + UUID.randomUUID());
    }
}
