package io.leadfluss.handover.call;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.calendar.BusinessHours.Stretch;
import io.leadfluss.handover.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds when a lead wants to be called and a rep is at work. */
@Component
class CallTimes {

    /** Shorter is not worth a promise. */
    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final int DAYS_AHEAD = 60;

    private final BusinessHours hours;

    CallTimes(BusinessHours hours) {
        this.hours = hours;
    }

    /**
     * The first stretch from then on that suits both. Where the lead's times never meet the rep's, two zones too far apart, say, the rep's decide.
     */
    Stretch first(Instant from, CallWish wish, ZoneId ofLead, Place ofRep) {
        LocalDate today = from.atZone(ofLead).toLocalDate();
        LocalDate first = wish.day() == null || wish.day().isBefore(today) ? today : wish.day();
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = first.plusDays(ahead);
            Instant begins = wish.begins(day, ofLead);
            Optional<Stretch> both = hours.first(begins.isBefore(from) ? from : begins, wish.ends(day, ofLead),
                            ofRep.zone(), ofRep.region())
                    .filter(stretch -> Duration.between(stretch.from(), stretch.until()).compareTo(LEAST) >= 0);
            if (both.isPresent()) {
                return both.get();
            }
        }
        Instant start = hours.plus(from, Duration.ZERO, ofRep.zone(), ofRep.region());
        return new Stretch(start, hours.plus(start, Duration.ofHours(2), ofRep.zone(), ofRep.region()));
    }
}
