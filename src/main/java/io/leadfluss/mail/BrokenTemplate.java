package io.leadfluss.mail;

/** A mailing that cannot be rendered, or must not be sent as it is. The message says what to mend. */
class BrokenTemplate extends RuntimeException {

    BrokenTemplate(String message) {
        super(message);
    }

    BrokenTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}
