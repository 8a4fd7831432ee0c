package io.leadfluss.handover;

import io.leadfluss.calendar.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The one place that knows who is at work: on the day on which the next working hour begins where the rep is, by the clocks and holidays there. */
@Component
public class Roster {

    private final Reps reps;
    private final Absences absences;
    private final BusinessHours hours;

    Roster(Reps reps, Absences absences, BusinessHours hours) {
        this.reps = reps;
        this.absences = absences;
        this.hours = hours;
    }

    /** A rep's place in the round, and who takes the leads that come to it: the rep, or the deputy of one who is away. */
    record Seat(Rep owner, Rep taker) {

        boolean hasRoom() {
            return taker.hasRoom();
        }
    }

    /** The places of a team at which somebody is at work, with room or without; the team stays locked until the transaction ends. */
    List<Seat> lockSeats(String team, Instant now) {
        Map<String, Rep> known = reps.lockTeam(team).stream().collect(Collectors.toMap(Rep::username, Function.identity()));
        Map<String, Absence> away = away(now);
        List<Seat> seats = new ArrayList<>();
        known.values().stream().filter(rep -> rep.team().equals(team) && rep.active() && rep.capacity() > 0).sorted((one, other) ->
                one.username().compareTo(other.username())).forEach(owner -> taker(owner, known, away).map(taker -> new Seat(owner, taker))
                .ifPresent(seats::add));
        return seats;
    }

    private static Optional<Rep> taker(Rep owner, Map<String, Rep> known, Map<String, Absence> away) {
        Absence absence = away.get(owner.username());
        return absence == null ? Optional.of(owner)
                : Optional.ofNullable(absence.deputy()).map(known::get).filter(deputy -> deputy.active() && !away.containsKey(deputy.username()));
    }

    /** Those of the team who are at work, whether they have room or not. */
    List<Rep> atWork(String team, Instant now) {
        Map<String, Absence> away = away(now);
        return reps.team(team).stream().filter(rep -> rep.active() && !away.containsKey(rep.username())).toList();
    }

    /** To whom of these a lead can be given by hand: first who would get it by routing, who has least to do on top. */
    List<Taker> takers(Collection<Rep> reps, Instant now) {
        Map<String, Absence> away = away(now);
        return reps.stream().filter(Rep::active).map(rep -> new Taker(rep, away.get(rep.username()))).sorted(Taker.BEST_FIRST).toList();
    }

    /** The team's managers who are at work, else their deputies; none when there are no such. */
    List<String> managers(String team, Instant now) {
        List<Rep> managers = reps.team(team).stream().filter(rep -> rep.manager() && rep.active()).toList();
        Map<String, Absence> away = away(now);
        List<String> present = managers.stream().map(Rep::username).filter(manager -> !away.containsKey(manager)).toList();
        return !present.isEmpty() ? present
                : managers.stream().map(rep -> away.get(rep.username()).deputy()).filter(Objects::nonNull).distinct().toList();
    }

    /** Who is away, by user name. */
    public Map<String, Absence> away(Instant now) {
        Map<String, LocalDate> days = new HashMap<>();
        // A day earlier than here it may still be yesterday somewhere.
        return absences.since(now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1)).stream()
                .filter(absence -> absence.covers(days.computeIfAbsent(absence.zone() + " " + absence.region(), place -> day(absence, now))))
                .collect(Collectors.toMap(Absence::username, Function.identity(), (one, other) -> one));
    }

    private LocalDate day(Absence absence, Instant now) {
        return hours.plus(now, Duration.ZERO, absence.zone(), absence.region()).atZone(absence.zone()).toLocalDate();
    }
}
