package io.leadfluss.handover;

import io.leadfluss.calendar.BusinessHours;
import io.leadfluss.lead.Leads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Until when something is to be done about a handed over lead, in working hours where its rep is. */
@Component
@Transactional
public class Deadlines {

    private final HandoverRows rows;
    private final HandoverHistory history;
    private final Reps reps;
    private final Leads leads;
    private final BusinessHours hours;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId home;

    Deadlines(HandoverRows rows, HandoverHistory history, Reps reps, Leads leads, BusinessHours hours, JdbcClient jdbc, Clock clock,
            @Value("${leadfluss.time-zone}") ZoneId home) {
        this.rows = rows;
        this.history = history;
        this.reps = reps;
        this.leads = leads;
        this.hours = hours;
        this.jdbc = jdbc;
        this.clock = clock;
        this.home = home;
    }

    /**
     * Moves the deadlines: to the time at which the lead wants to be called, or until which an accepted one is to be talked to. After it the manager
     * is told, and the lead passed on, as much working time later as before.
     */
    public void postpone(String instanceId, Instant remindAt, Instant dueAt) {
        Route old = rows.lock(instanceId).route();
        Place place = place(instanceId);
        jdbc.sql("""
                        UPDATE handover SET remind_at = :remind, due_at = :due, escalate_at = :escalate, reassign_at = :reassign
                        WHERE instance_id = :instance""")
                .param("remind", remindAt).param("due", dueAt).param("escalate", later(dueAt, old.dueAt(), old.escalateAt(), place))
                .param("reassign", later(dueAt, old.dueAt(), old.reassignAt(), place)).param("instance", instanceId).update();
        history.postponed(instanceId, dueAt);
    }

    private Instant later(Instant due, Instant oldDue, Instant old, Place place) {
        return hours.plus(due, hours.between(oldDue, old, place.zone(), place.region()), place.zone(), place.region());
    }

    /** The moment at which so much working time has passed from now on where the rep in charge is. */
    @Transactional(readOnly = true)
    public Instant deadline(String instanceId, Duration working) {
        Place place = place(instanceId);
        return hours.plus(clock.instant(), working, place.zone(), place.region());
    }

    /** On whose clock and holidays the rep in charge works; without one, those of the lead. */
    @Transactional(readOnly = true)
    public Place place(String instanceId) {
        Handover handover = rows.known(instanceId);
        return Optional.ofNullable(handover.route().rep()).flatMap(reps::find).map(rep -> new Place(rep.zone(), rep.region()))
                .orElseGet(() -> new Place(leads.get(handover.leadId()).zone(), null));
    }

    /** As above, with the holidays that count there. */
    @Transactional(readOnly = true)
    public Place placeOf(String username) {
        return reps.find(username).map(rep -> new Place(rep.zone(), rep.region())).orElseGet(() -> new Place(home, null));
    }

    /** On whose clock a member of the staff works: a rep's own, else that of the company. */
    @Transactional(readOnly = true)
    public ZoneId zone(String username) {
        return placeOf(username).zone();
    }
}
