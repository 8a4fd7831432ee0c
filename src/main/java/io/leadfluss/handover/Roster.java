package io.leadfluss.handover;

import io.leadfluss.calendar.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who is at work: on the day on which the next working hour begins where the rep is, by the clocks and holidays there. */
@Component
class Roster {

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
    }

    /** The places of a team at which somebody is at work and has room; the team stays locked until the transaction ends. */
    List<Seat> lockSeats(String team, Instant now) {
        Map<String, Rep> known = reps.lockTeam(team).stream().collect(Collectors.toMap(Rep::username, Function.identity()));
        List<Absence> away = away(known.keySet(), now);
        List<Seat> seats = new ArrayList<>();
        known.values().stream().filter(rep -> rep.team().equals(team) && rep.active() && rep.capacity() > 0).sorted((one, other) ->
                one.username().compareTo(other.username())).forEach(owner -> taker(owner, known, away, now).map(taker -> new Seat(owner, taker))
                .ifPresent(seats::add));
        return seats;
    }

    private Optional<Rep> taker(Rep owner, Map<String, Rep> known, List<Absence> away, Instant now) {
        Optional<Absence> absence = absence(owner, away, now);
        Optional<Rep> taker = absence.isEmpty() ? Optional.of(owner)
                : absence.map(Absence::deputy).map(known::get).filter(deputy -> deputy.active() && absence(deputy, away, now).isEmpty());
        return taker.filter(Rep::hasRoom);
    }

    /** Those of the team who are at work, whether they have room or not. */
    List<Rep> atWork(String team, Instant now) {
        List<Rep> all = reps.team(team);
        List<Absence> away = away(all.stream().map(Rep::username).toList(), now);
        return all.stream().filter(rep -> rep.active() && absence(rep, away, now).isEmpty()).toList();
    }

    /** The team's managers who are at work, else their deputies; none when there are no such. */
    List<String> managers(String team, Instant now) {
        List<Rep> managers = reps.team(team).stream().filter(rep -> rep.manager() && rep.active()).toList();
        List<Absence> away = away(managers.stream().map(Rep::username).toList(), now);
        List<String> present = managers.stream().filter(rep -> absence(rep, away, now).isEmpty()).map(Rep::username).toList();
        return !present.isEmpty() ? present
                : managers.stream().flatMap(rep -> absence(rep, away, now).map(Absence::deputy).stream()).distinct().toList();
    }

    private List<Absence> away(Collection<String> usernames, Instant now) {
        // A day earlier than here it may still be yesterday somewhere.
        return absences.of(usernames, now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1));
    }

    private Optional<Absence> absence(Rep rep, List<Absence> away, Instant now) {
        List<Absence> own = away.stream().filter(absence -> absence.username().equals(rep.username())).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = hours.plus(now, Duration.ZERO, rep.zone(), rep.region()).atZone(rep.zone()).toLocalDate();
        return own.stream().filter(absence -> absence.covers(day)).findFirst();
    }
}
