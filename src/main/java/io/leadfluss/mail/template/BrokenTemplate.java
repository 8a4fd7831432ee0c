package io.leadfluss.mail.template;

/** A mailing that cannot be rendered, or must not be sent as it is. The message says what to mend. */
public class BrokenTemplate extends RuntimeException {

    public BrokenTemplate(String message) {
        super(message);
    }

    public BrokenTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}
