package io.leadfluss.consent;

/** That a lead ticked one box, with the exact words that stood beside it. */
public record Declaration(Purpose purpose, String language, String text) {

    public Declaration {
        // The proof would be worth nothing if its words were cut off.
        if (text.isBlank() || text.length() > 2000) {
            throw new IllegalArgumentException("The text of the consent to " + purpose.key() + " must have 1 to 2000 characters");
        }
    }
}
