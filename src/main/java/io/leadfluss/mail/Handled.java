package io.leadfluss.mail;

import io.leadfluss.mail.MailWriter.Written;
import java.time.Instant;

/** What the relay did with a mail. */
record Handled(Message message, Written mail, RelayAnswer answer, Instant at) {
}
