package io.leadfluss.web;

/**
 * A part of a lead's page, contributed as a bean by the feature that knows it and loaded from {@code /app/leads/{id}/<key>}.
 *
 * @param titleKey message key of the heading
 * @param order place on the page, smallest first
 */
public record LeadPanel(String key, String titleKey, int order) {
}
