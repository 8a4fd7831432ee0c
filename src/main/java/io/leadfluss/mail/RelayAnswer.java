package io.leadfluss.mail;

import io.leadfluss.mail.template.PlainText;

/**
 * What came of handing one mail to the relay.
 *
 * @param text the relay's own words, or ours when it said nothing
 */
record RelayAnswer(Outcome outcome, String text) {

    enum Outcome {
        /** The relay has it. */
        ACCEPTED,
        /** Not now (4xx), or the connection broke before the mail was complete: surely not sent. */
        DEFERRED,
        /** Never (5xx). */
        REFUSED,
        /** The connection broke when the mail was complete and no answer had come. */
        UNKNOWN,
        /** There is no relay that would take any mail; it is not this mail's fault. */
        NO_RELAY
    }

    RelayAnswer {
        text = text == null ? "" : PlainText.oneLine(text);
        text = text.length() > 400 ? text.substring(0, 400) : text;
    }
}
