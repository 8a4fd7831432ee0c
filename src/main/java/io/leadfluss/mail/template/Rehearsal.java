package io.leadfluss.mail.template;

import java.util.Optional;

/** Writes a mailing as a lead would get it, without sending it to the lead; implemented by the outbox, so that a preview cannot differ from a mail. */
public interface Rehearsal {

    /** A made-up lead of whom everything is known and for whom every block is. */
    long SAMPLE = 0;
    /** A made-up lead of whom nothing is known and for whom no block is. */
    long STRANGER = -1;

    /**
     * The mail with its links leading to nobody's data.
     *
     * @param lead a lead's number, or one of the made-up ones
     * @param account the member of the staff who looks at it, and who would get it if it is for the staff
     * @throws BrokenTemplate saying what must be mended before this mail can go out
     */
    Rendered write(String mailing, String language, long lead, String account);

    /**
     * Sends it to this member of the staff, at once and past the outbox.
     *
     * @return what the mail server objected to; empty when it has taken the mail
     */
    Optional<String> send(String mailing, String language, long lead, String account);
}
