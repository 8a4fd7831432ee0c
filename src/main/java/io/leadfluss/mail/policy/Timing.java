package io.leadfluss.mail.policy;

import io.leadfluss.calendar.SendWindow;

/**
 * When a mail would like to go out.
 *
 * @param window in which it may; null means the usual one
 * @param bestHour whether to wait for the hour in which the lead mostly opens mails
 */
public record Timing(SendWindow window, boolean bestHour) {

    public static final Timing USUAL = new Timing(null, false);

    /** As models say it; each part may be null. */
    public static Timing parse(String window, String bestHour) {
        if (bestHour != null && !bestHour.equals("yes") && !bestHour.equals("no")) {
            throw new IllegalArgumentException("bestHour is '" + bestHour + "': give yes or no");
        }
        return new Timing(window == null ? null : SendWindow.parse(window), "yes".equals(bestHour));
    }
}
