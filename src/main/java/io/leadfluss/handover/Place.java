package io.leadfluss.handover;

import java.time.ZoneId;

/** A clock and public holidays, such as those of DE-BY; null: where the company is. */
public record Place(ZoneId zone, String region) {
}
