package io.leadfluss.handover;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days on which a rep is away, the first and the last included, as the calendar says where the rep is.
 *
 * @param deputy who takes the leads meanwhile; null when nobody in particular does
 * @param zone on whose clock the days are
 * @param region whose public holidays count; null for the company's own
 */
public record Absence(long id, String username, String name, LocalDate firstDay, LocalDate lastDay, String deputy, String deputyName,
        ZoneId zone, String region) {

    /** When the rep is back. */
    public Instant end() {
        return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
