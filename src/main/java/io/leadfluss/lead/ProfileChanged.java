package io.leadfluss.lead;

/** Published in the transaction in which something new about a lead was told or corrected. */
public record ProfileChanged(long leadId) {
}
