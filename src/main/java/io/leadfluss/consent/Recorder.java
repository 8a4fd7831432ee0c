package io.leadfluss.consent;

import java.security.Principal;
import java.util.Optional;

/** Who of the staff noted what somebody said, as the proof keeps it. */
final class Recorder {

    private static final String PLACE = "back office, ";

    private Recorder() {
    }

    static Evidence evidence(Principal staff) {
        return new Evidence(null, null, PLACE + staff.getName(), null, null);
    }

    /** The account; empty when the lead declared it itself. */
    static Optional<String> of(ConsentEvent event) {
        return Optional.ofNullable(event.pageUrl()).filter(place -> place.startsWith(PLACE)).map(place -> place.substring(PLACE.length()));
    }
}
