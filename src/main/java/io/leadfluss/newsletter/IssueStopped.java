package io.leadfluss.newsletter;

/** An issue was called off; its process ends in the same transaction. */
public record IssueStopped(long issueId) {
}
