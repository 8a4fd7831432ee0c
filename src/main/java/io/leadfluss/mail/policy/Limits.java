package io.leadfluss.mail.policy;

import java.time.Duration;

/**
 * How often a lead may be written to. Days are those of the lead's own calendar; a limit of null is none.
 *
 * @param perWeek in seven days
 * @param perMonth in thirty days
 * @param gap least time between two mails
 * @param why as the rule explains it, maybe in several languages
 */
record Limits(Integer perDay, Integer perWeek, Integer perMonth, Duration gap, String why) {

    static final Limits NONE = new Limits(null, null, null, Duration.ZERO, "");
}
