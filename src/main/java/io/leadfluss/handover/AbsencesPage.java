package io.leadfluss.handover;

import io.leadfluss.security.Audit;
import io.leadfluss.security.Role;
import io.leadfluss.web.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When reps are away and who stands in; each says it for oneself, managers for their team, administrators for all. */
@Controller
class AbsencesPage {

    private static final int LONGEST_DAYS = 366;

    private final Absences absences;
    private final Roster roster;
    private final Reps reps;
    private final Teams teams;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId zone;

    AbsencesPage(Absences absences, Roster roster, Reps reps, Teams teams, Audit audit, Clock clock, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.absences = absences;
        this.roster = roster;
        this.reps = reps;
        this.teams = teams;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * An absence as a page shows it.
     *
     * @param open how many open leads the viewer can give to the deputy now
     */
    public record Row(Absence absence, String firstDay, String lastDay, boolean now, boolean mayRemove, int open) {
    }

    @GetMapping("/app/absences")
    String absences(HttpServletRequest request, Locale locale, Model page) {
        List<Rep> all = reps.all();
        Set<String> own = mayChange(request, all).stream().map(Rep::username).collect(Collectors.toSet());
        LocalDate today = today();
        Map<String, Absence> away = roster.away(clock.instant());
        DateTimeFormatter days = Moments.day(locale);
        Map<String, Integer> open = all.stream().collect(Collectors.toMap(Rep::username, Rep::inWork));
        page.addAttribute("rows", absences.since(today).stream().map(absence -> {
            boolean now = away.containsKey(absence.username()) && away.get(absence.username()).id() == absence.id();
            boolean mayChange = own.contains(absence.username());
            return new Row(absence, days.format(absence.firstDay()), days.format(absence.lastDay()), now, mayChange,
                    now && mayChange && absence.deputy() != null && !away.containsKey(absence.deputy()) ? open.get(absence.username()) : 0);
        }).toList());
        page.addAttribute("reps", all.stream().filter(rep -> own.contains(rep.username())).toList());
        boolean onlyOneself = own.equals(Set.of(request.getRemoteUser()));
        page.addAttribute("deputies", all.stream().filter(rep -> rep.active() && !(onlyOneself && own.contains(rep.username()))).toList());
        page.addAttribute("teams", teams.names());
        page.addAttribute("today", today.toString());
        return "handover/absences";
    }

    @PostMapping("/app/absences")
    @Transactional
    String add(HttpServletRequest request, @RequestParam String username, @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate firstDay,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate lastDay, @RequestParam(defaultValue = "") String deputy, Locale locale, RedirectAttributes answer) {
        DateTimeFormatter days = Moments.day(locale);
        Rep rep = changeable(request, username);
        String problem = problem(rep, firstDay, lastDay, deputy);
        Optional<Absence> other = problem == null ? absences.lockOverlapping(username, firstDay, lastDay) : Optional.empty();
        if (other.isPresent()) {
            answer.addFlashAttribute("problem", "handover.absence.overlaps");
            answer.addFlashAttribute("about", rep.name() + ", " + days.format(other.get().firstDay()) + " – " + days.format(other.get().lastDay()));
        } else if (problem == null) {
            absences.add(username, firstDay, lastDay, deputy.isEmpty() ? null : deputy);
            audit.record("absence.add", username);
            answer.addFlashAttribute("done", "handover.absence.saved");
        } else {
            answer.addFlashAttribute("problem", problem);
        }
        return "redirect:/app/absences";
    }

    @PostMapping("/app/absences/{id}/remove")
    @Transactional
    String remove(HttpServletRequest request, @PathVariable long id, RedirectAttributes answer) {
        absences.find(id).ifPresent(absence -> {
            changeable(request, absence.username());
            absences.remove(id);
            audit.record("absence.remove", absence.username());
            answer.addFlashAttribute("done", "handover.absence.removed");
        });
        return "redirect:/app/absences";
    }

    private String problem(Rep rep, LocalDate firstDay, LocalDate lastDay, String deputy) {
        if (lastDay.isBefore(firstDay) || lastDay.isBefore(today()) || lastDay.isAfter(firstDay.plusDays(LONGEST_DAYS))) {
            return "handover.absence.days-wrong";
        }
        return deputy.isEmpty() || !deputy.equals(rep.username()) && reps.find(deputy).filter(Rep::active).isPresent() ? null : "handover.absence.deputy-wrong";
    }

    private Rep changeable(HttpServletRequest request, String username) {
        return mayChange(request, reps.all()).stream().filter(rep -> rep.username().equals(username)).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private static List<Rep> mayChange(HttpServletRequest request, List<Rep> all) {
        if (request.isUserInRole(Role.ADMIN.name())) {
            return all;
        }
        return all.stream().filter(rep -> rep.username().equals(request.getRemoteUser())).findFirst()
                .map(self -> all.stream().filter(self::speaksFor).toList()).orElse(List.of());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
