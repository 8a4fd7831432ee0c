package io.leadfluss.handover;

import java.time.ZoneId;

/**
 * A sales person who takes leads.
 *
 * @param capacity how many open leads are enough
 * @param weight how big a share of the team's new leads is this one's, beside the weights of the others
 * @param manager whether the team's unanswered leads are reported to this one
 * @param active whether leads are given to this one at all
 * @param region whose public holidays count, such as AT or DE-BY; null for the company's own
 * @param turn how near in the round this one's next lead is
 * @param inWork how many leads are open with this one now
 * @param digest whether this one gets a mail in the morning that tells what waits
 */
public record Rep(String username, String name, String team, int capacity, int weight, boolean manager, boolean active, ZoneId zone, String region,
        int turn, int inWork, boolean digest) {

    public boolean hasRoom() {
        return inWork < capacity;
    }

    /** Whether this one may give what lies in a team's pool to another: a manager to each of the team, anybody of the team to oneself. */
    boolean mayGive(String pool, Rep taker) {
        return takesFrom(pool) && (manager || username.equals(taker.username)) && taker.takesFrom(pool) && taker.active;
    }

    /** Whether this one says when another is away: a manager of each of the team, everybody of oneself. */
    boolean speaksFor(Rep other) {
        return username.equals(other.username) || manager && team.equals(other.team);
    }

    private boolean takesFrom(String pool) {
        return pool.equals(Routing.POOL) || pool.equals(team);
    }
}
