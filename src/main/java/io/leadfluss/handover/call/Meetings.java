package io.leadfluss.handover.call;

import io.leadfluss.handover.call.Meeting.State;
import io.leadfluss.lead.Facts;
import io.leadfluss.lead.LeadEvent;
import io.leadfluss.lead.Notes;
import io.leadfluss.mail.MailOrder;
import io.leadfluss.mail.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Meetings of leads with reps. Both are told of each change by mail, with an entry for their calendars. */
@Component
@Transactional
public class Meetings {

    private static final Duration OF_USE_AFTER = Duration.ofDays(3);

    private final Facts facts;
    private final Notes notes;
    private final Outbox outbox;
    private final Talks talks;
    private final JdbcClient jdbc;
    private final Clock clock;

    Meetings(Facts facts, Notes notes, Outbox outbox, Talks talks, JdbcClient jdbc, Clock clock) {
        this.facts = facts;
        this.notes = notes;
        this.outbox = outbox;
        this.talks = talks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Enters a meeting and invites both.
     *
     * @param sourceKey unique for this wish; entering it again does nothing
     * @param instance to whose task the rep's mail leads; null: to the lead
     * @throws InvalidMeeting when the rep has another one at that time
     */
    public Meeting arrange(String sourceKey, long leadId, String rep, String instance, MeetingDate date) {
        Optional<Meeting> known = jdbc.sql("SELECT * FROM meeting WHERE source_key = :key").param("key", sourceKey).query(Meeting::of).optional();
        if (known.isPresent()) {
            return known.get();
        }
        free(rep, date, 0);
        Instant now = clock.instant();
        Meeting meeting = jdbc.sql("""
                        INSERT INTO meeting (lead_id, rep, way, place, starts_at, ends_at, state, sequence, source_key, arranged_at, changed_at)
                        VALUES (:lead, :rep, :way, :place, :start, :end, 'PLANNED', 0, :key, :now, :now) RETURNING *""")
                .param("lead", leadId).param("rep", rep).param("way", date.way().name()).param("place", date.place())
                .param("start", date.startsAt()).param("end", date.endsAt()).param("key", sourceKey).param("now", now).query(Meeting::of).single();
        facts.record(new MeetingArranged(leadId, key(meeting), date.way().key()));
        tell(meeting, instance);
        talks.plan(leadId);
        return meeting;
    }

    /** To another time or place; does nothing when it is there already. False when it is over or cancelled. */
    public boolean move(long id, MeetingDate date) {
        Meeting meeting = lock(id);
        if (!meeting.isPlanned()) {
            return false;
        }
        if (new MeetingDate(meeting.startsAt(), meeting.endsAt(), meeting.way(), meeting.place()).equals(date)) {
            return true;
        }
        free(meeting.rep(), date, id);
        jdbc.sql("""
                        UPDATE meeting SET way = :way, place = :place, starts_at = :start, ends_at = :end, sequence = sequence + 1, changed_at = :now
                        WHERE id = :id""")
                .param("way", date.way().name()).param("place", date.place()).param("start", date.startsAt()).param("end", date.endsAt())
                .param("now", clock.instant()).param("id", id).update();
        Meeting moved = find(id).orElseThrow();
        facts.record(new MeetingMoved(moved.leadId(), key(moved), date.way().key()));
        tell(moved, null);
        talks.plan(moved.leadId());
        return true;
    }

    /** Calls it off; false when it is over or cancelled already. */
    public boolean cancel(long id) {
        return end(id, State.CANCELLED).map(meeting -> {
            facts.record(new MeetingCancelled(meeting.leadId(), key(meeting), meeting.way().key()));
            tell(meeting, null);
            talks.plan(meeting.leadId());
            return true;
        }).orElse(false);
    }

    /** What became of it; saying so again, or of one that was cancelled, does nothing. */
    public void conclude(long id, boolean held, String rep, String note) {
        end(id, held ? State.HELD : State.MISSED).ifPresent(meeting -> {
            notes.add(meeting.leadId(), rep, note);
            LeadEvent event = held ? new MeetingHeld(meeting.leadId(), key(meeting), meeting.way().key())
                    : new MeetingMissed(meeting.leadId(), key(meeting), meeting.way().key());
            facts.record(event);
        });
    }

    private Optional<Meeting> end(long id, State state) {
        Meeting meeting = lock(id);
        if (!meeting.isPlanned()) {
            return Optional.empty();
        }
        jdbc.sql("UPDATE meeting SET state = :state, sequence = sequence + 1, changed_at = :now WHERE id = :id")
                .param("state", state.name()).param("now", clock.instant()).param("id", id).update();
        return find(id);
    }

    /** The meeting that this process instance watches over: the one it has, else the lead's oldest that nobody watches. */
    public Optional<Meeting> watch(String instanceId, long leadId) {
        Optional<Meeting> watched = jdbc.sql("SELECT * FROM meeting WHERE instance_id = :instance").param("instance", instanceId)
                .query(Meeting::of).optional();
        return watched.isPresent() ? watched : jdbc.sql("""
                        SELECT * FROM meeting WHERE lead_id = :lead AND instance_id IS NULL ORDER BY id LIMIT 1 FOR UPDATE""").param("lead", leadId)
                .query(Meeting::of).optional().map(meeting -> {
                    jdbc.sql("UPDATE meeting SET instance_id = :instance WHERE id = :id").param("instance", instanceId).param("id", meeting.id()).update();
                    return meeting;
                });
    }

    public Optional<Meeting> find(long id) {
        return jdbc.sql("SELECT * FROM meeting WHERE id = :id").param("id", id).query(Meeting::of).optional();
    }

    /** Those of a lead, latest first. */
    List<Meeting> of(long leadId) {
        return jdbc.sql("SELECT * FROM meeting WHERE lead_id = :lead ORDER BY starts_at DESC LIMIT 50").param("lead", leadId).query(Meeting::of).list();
    }

    /** Those of a member of the staff that are neither called off nor told of, in the order of time. */
    List<Meeting> plannedFor(String rep) {
        return jdbc.sql("SELECT * FROM meeting WHERE rep = :rep AND state = 'PLANNED' ORDER BY starts_at, id LIMIT 200").param("rep", rep)
                .query(Meeting::of).list();
    }

    /** Those to come of a member of the staff until then, in the order of time. */
    @Transactional(readOnly = true)
    public List<Meeting> toComeFor(String rep, Instant until) {
        Instant now = clock.instant();
        return plannedFor(rep).stream().filter(meeting -> meeting.startsAt().isAfter(now) && meeting.startsAt().isBefore(until)).toList();
    }

    private void free(String rep, MeetingDate date, long except) {
        // Two meetings entered at once for the same rep: the second waits here until the first is seen.
        jdbc.sql("SELECT username FROM account WHERE username = :rep FOR UPDATE").param("rep", rep).query(String.class).optional();
        boolean taken = jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM meeting WHERE rep = :rep AND state = 'PLANNED' AND id <> :except AND starts_at < :end
                          AND ends_at > :start)""")
                .param("rep", rep).param("except", except).param("start", date.startsAt()).param("end", date.endsAt()).query(Boolean.class).single();
        if (taken) {
            throw new InvalidMeeting("taken");
        }
    }

    private Meeting lock(long id) {
        return jdbc.sql("SELECT * FROM meeting WHERE id = :id FOR UPDATE").param("id", id).query(Meeting::of).optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no meeting " + id));
    }

    /** What was queued of an earlier state of it would only confuse. */
    private void tell(Meeting meeting, String instance) {
        String mails = "meeting:" + meeting.id() + ":";
        outbox.takeBack(mails, "changed");
        String enclosure = "meeting:" + meeting.id();
        Instant useless = meeting.isPlanned() ? meeting.endsAt() : latest(meeting.endsAt(), clock.instant().plus(OF_USE_AFTER));
        String key = mails + meeting.sequence();
        outbox.enqueue(MailOrder.transactional(key + ":lead", meeting.leadId(), meeting.isPlanned() ? "meeting-invitation" : "meeting-cancelled",
                enclosure, useless).enclosing(enclosure));
        outbox.enqueue(MailOrder.toStaff(key + ":rep", meeting.leadId(), meeting.rep(), "meeting-rep",
                instance, useless).enclosing(enclosure));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String key(Meeting meeting) {
        return "meeting:" + meeting.id() + ":" + meeting.sequence();
    }
}
