package io.leadfluss.consent;

/** That a lead ticked one box, with the exact words that stood beside it. */
public record Declaration(Purpose purpose, String language, String text) {
}
