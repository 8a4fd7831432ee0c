package io.leadfluss.web;

/**
 * A part of the page of one mail, contributed as a bean by the feature that knows it and loaded from {@code /app/messages/{id}/<key>}.
 *
 * @param titleKey message key of the heading
 * @param order place on the page, smallest first
 */
public record MessagePanel(String key, String titleKey, int order) {
}
