package io.leadfluss.mail.inbound;

/**
 * How much of a mail is looked at; the rest is left aside, since what matters in a report stands at its beginning.
 *
 * @param depth of parts within parts
 * @param sections that are read
 * @param lines of the mail that may look like the border of a part
 * @param characters of each section and each header
 */
record Limits(int depth, int sections, int lines, int characters) {

    static final Limits USUAL = new Limits(8, 40, 2_000, 65_536);
}
