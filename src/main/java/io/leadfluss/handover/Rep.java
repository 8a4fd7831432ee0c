package io.leadfluss.handover;

import java.time.ZoneId;

/**
 * A sales person who takes leads.
 *
 * @param capacity how many open leads are enough
 * @param manager whether the team's unanswered leads are reported to this one
 * @param active whether leads are given to this one now
 * @param inWork how many leads are open with this one now
 */
public record Rep(String username, String name, String team, int capacity, boolean manager, boolean active, ZoneId zone, int inWork) {

    public boolean hasRoom() {
        return inWork < capacity;
    }
}
