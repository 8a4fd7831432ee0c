package io.leadfluss.lead;

/** The given text is not an e-mail address that can be written to; the message does not repeat it, since it may end in a log. */
public class InvalidAddress extends IllegalArgumentException {

    public InvalidAddress() {
        super("email is not a valid address: give exactly one address like name@example.com");
    }
}
