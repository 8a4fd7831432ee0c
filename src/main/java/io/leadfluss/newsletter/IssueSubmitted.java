package io.leadfluss.newsletter;

import java.util.List;

/**
 * An issue was handed in; its process begins in the same transaction.
 *
 * @param approvers who may approve it: all but its author
 */
public record IssueSubmitted(long issueId, List<String> approvers) {
}
