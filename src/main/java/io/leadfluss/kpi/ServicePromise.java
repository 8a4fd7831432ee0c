package io.leadfluss.kpi;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What marketing and sales promise each other for a team from a month on; null is not promised.
 *
 * @param leads marketing: so many ripe leads a month
 * @param acceptedShare marketing: so many of a hundred are accepted
 * @param answeredShare sales: so many of a hundred are answered by their deadline
 * @param touchHours sales: the first touch comes within so many working hours
 * @param touchedShare sales: with so many of a hundred leads
 */
public record ServicePromise(LocalDate validFrom, Integer leads, Integer acceptedShare, Integer answeredShare, Integer touchHours,
        Integer touchedShare, String changedBy, Instant changedAt) {

    static final int MOST_LEADS = 100_000;
    static final int LONGEST_TOUCH = 200;

    static ServicePromise nothing(LocalDate month) {
        return new ServicePromise(month, null, null, null, null, null, "", null);
    }

    /** Message key of what is wrong, null when nothing is. */
    String problem() {
        if (isOutside(leads, MOST_LEADS) || isOutside(touchHours, LONGEST_TOUCH)) {
            return "kpi.agreement.number-wrong";
        }
        if (isOutside(acceptedShare, 100) || isOutside(answeredShare, 100) || isOutside(touchedShare, 100)) {
            return "kpi.agreement.share-wrong";
        }
        return (touchHours == null) == (touchedShare == null) ? null : "kpi.agreement.touch-wrong";
    }

    private static boolean isOutside(Integer value, int most) {
        return value != null && (value < 1 || value > most);
    }
}
