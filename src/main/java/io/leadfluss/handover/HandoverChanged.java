package io.leadfluss.handover;

/** A handover was opened, or something became of it; told within the transaction that changed it. */
public record HandoverChanged(String instanceId) {
}
