package io.leadfluss.tracking;

import io.leadfluss.lead.LeadEvent;

/** A person followed a link of a mail. The subject is {@code mailing#link name}; the same link of the same mail counts once a day. */
public record LinkClicked(long leadId, String sourceKey, String subject) implements LeadEvent {
}
