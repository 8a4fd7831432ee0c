package io.leadfluss.handover;

import io.leadfluss.security.Account;
import io.leadfluss.security.Accounts;
import io.leadfluss.security.Audit;
import io.leadfluss.security.Role;
import io.leadfluss.web.Moments;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who sells in which team, and how much each can carry; administrators change it. */
@Controller
class RepsPage {

    private static final int MOST = 1000;
    private static final int MOST_WEIGHT = 100;
    private static final int LONGEST_NAME = 80;

    private final Reps reps;
    private final Teams teams;
    private final Roster roster;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId zone;

    RepsPage(Reps reps, Teams teams, Roster roster, Accounts accounts, Audit audit, Clock clock, @Value("${leadfluss.time-zone}") ZoneId zone) {
        this.reps = reps;
        this.teams = teams;
        this.roster = roster;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/app/reps")
    String reps(HttpServletRequest request, Locale locale, Model page) {
        List<Rep> all = reps.all();
        Set<String> known = all.stream().map(Rep::username).collect(Collectors.toSet());
        page.addAttribute("reps", all);
        DateTimeFormatter days = Moments.day(locale);
        page.addAttribute("away", roster.away(clock.instant()).values().stream()
                .collect(Collectors.toMap(Absence::username, absence -> days.format(absence.lastDay()))));
        page.addAttribute("teams", all.stream().map(Rep::team).distinct().toList());
        page.addAttribute("names", teams.names());
        page.addAttribute("candidates", accounts.findAll().stream()
                .filter(account -> account.isEnabled() && account.roles().contains(Role.SALES) && !known.contains(account.username()))
                .sorted(Comparator.comparing(Account::displayName)).toList());
        page.addAttribute("zone", zone.getId());
        page.addAttribute("mayChange", request.isUserInRole(Role.ADMIN.name()));
        return "handover/reps";
    }

    @PostMapping("/app/reps")
    @Transactional
    String save(HttpServletRequest request, @RequestParam String username, @RequestParam String team, @RequestParam int capacity,
            @RequestParam(defaultValue = "1") int weight, @RequestParam(defaultValue = "false") boolean manager, @RequestParam(defaultValue = "false") boolean active,
            @RequestParam String timeZone, @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "false") boolean digest, RedirectAttributes answer) {
        if (!request.isUserInRole(Role.ADMIN.name())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        String place = region.strip().toUpperCase(Locale.ROOT);
        String problem = problem(username, team, capacity, weight, timeZone, place);
        if (problem == null) {
            reps.save(username, team, capacity, weight, manager, active, ZoneId.of(timeZone), place.isEmpty() ? null : place, digest);
            audit.record("rep.change", username);
            answer.addFlashAttribute("done", "handover.reps.saved");
        } else {
            answer.addFlashAttribute("problem", problem);
        }
        return "redirect:/app/reps";
    }

    /** What the team is called where people read it; empty for its key. */
    @PostMapping("/app/reps/teams")
    @Transactional
    String name(@RequestParam String team, @RequestParam(defaultValue = "") String name, RedirectAttributes answer) {
        String words = name.strip();
        if (words.length() > LONGEST_NAME || reps.team(team).isEmpty()) {
            answer.addFlashAttribute("problem", "handover.team.name-wrong");
        } else {
            teams.save(team, words);
            audit.record("team.name", team);
            answer.addFlashAttribute("done", "handover.reps.saved");
        }
        return "redirect:/app/reps";
    }

    private String problem(String username, String team, int capacity, int weight, String timeZone, String region) {
        if (!accounts.existsById(username)) {
            return "handover.reps.unknown";
        }
        if (!team.matches("[a-z][a-z0-9-]{1,59}")) {
            return "handover.reps.team-wrong";
        }
        if (capacity < 0 || capacity > MOST) {
            return "handover.reps.capacity-wrong";
        }
        if (weight < 1 || weight > MOST_WEIGHT) {
            return "handover.reps.weight-wrong";
        }
        if (!region.matches("([A-Z]{2}(-[A-Z0-9]{1,3})?)?")) {
            return "handover.reps.region-wrong";
        }
        return ZoneId.getAvailableZoneIds().contains(timeZone) ? null : "handover.reps.zone-wrong";
    }
}
