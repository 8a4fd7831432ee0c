package io.leadfluss.tracking;

import io.leadfluss.lead.LeadEvent;

/** A lead saw a page of our site after it came there by a mail. The subject is the page's path, which counts once a day. */
public record SiteVisited(long leadId, String sourceKey, String subject) implements LeadEvent {
}
