package io.leadfluss.handover;

import java.time.Instant;
import java.util.Map;

/** Who is to take the lead until when; rep is null when it lies in the pool. Times are instants within the rep's business hours. */
public record Route(String team, String rep, Instant remindAt, Instant dueAt, Instant escalateAt, Instant reassignAt) {

    /** The deadlines by the names of the variables that tasks and timers wait by. */
    public Map<String, Instant> deadlines() {
        return Map.of("remindAt", remindAt, "dueAt", dueAt, "escalateAt", escalateAt, "reassignAt", reassignAt);
    }

    /** The same for another team's lead. */
    Route in(String otherTeam) {
        return new Route(otherTeam, rep, remindAt, dueAt, escalateAt, reassignAt);
    }
}
