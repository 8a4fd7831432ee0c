package io.leadfluss.mail.inbound;

/** A mail is built in a way that nobody needs; it is parked instead of read. */
class UnreadableMail extends RuntimeException {

    UnreadableMail(String message) {
        super(message);
    }

    UnreadableMail(String message, Throwable cause) {
        super(message, cause);
    }
}
