package io.leadfluss.handover;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadAccess;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The leads that nobody in sales could take, longest waiting first: whoever sees them can change that. */
@Controller
class PoolPage {

    private final Assignments assignments;
    private final Reps reps;
    private final Roster roster;
    private final TakerWords words;
    private final Teams teams;
    private final Leads leads;
    private final LeadAccess access;
    private final Clock clock;

    PoolPage(Assignments assignments, Reps reps, Roster roster, TakerWords words, Teams teams, Leads leads, LeadAccess access, Clock clock) {
        this.assignments = assignments;
        this.reps = reps;
        this.roster = roster;
        this.words = words;
        this.teams = teams;
        this.leads = leads;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A lead in the pool.
     *
     * @param takers to whom the reader may give it
     */
    public record Row(Handover handover, String lead, boolean overdue, List<Choice> takers) {
    }

    /** Somebody to give it to, with how it stands there. */
    public record Choice(String username, String label) {
    }

    @GetMapping("/app/pool")
    @Transactional(readOnly = true)
    String pool(HttpServletRequest request, Authentication viewer, Locale locale, Model page) {
        List<Handover> pool = assignments.pool();
        Set<Long> visible = access.allowed(viewer, pool.stream().map(Handover::leadId).toList());
        Map<Long, String> known = leads.findWithCompanyByIdIn(visible).stream().collect(Collectors.toMap(Lead::id, Lead::nameAndCompany));
        List<Rep> all = reps.all();
        Rep giver = all.stream().filter(rep -> rep.username().equals(request.getRemoteUser())).findFirst().orElse(null);
        boolean admin = request.isUserInRole(Role.ADMIN.name());
        Instant now = clock.instant();
        List<Taker> takers = roster.takers(all, now);
        Map<String, String> labels = takers.stream().collect(Collectors.toMap(taker -> taker.rep().username(), taker -> words.of(taker, locale)));
        page.addAttribute("rows", pool.stream().filter(handover -> known.containsKey(handover.leadId())).map(handover -> new Row(handover,
                known.get(handover.leadId()), handover.route().dueAt().isBefore(now), takers(handover, takers, labels, giver, admin))).toList());
        page.addAttribute("teams", teams.names());
        return "handover/pool";
    }

    private static List<Choice> takers(Handover handover, List<Taker> all, Map<String, String> labels, Rep giver, boolean admin) {
        String pool = handover.route().team();
        return all.stream().filter(taker -> admin || giver != null && giver.mayGive(pool, taker.rep()))
                // Who may give to anybody finds the team first.
                .sorted(Comparator.comparing(taker -> !taker.rep().team().equals(pool)))
                .map(taker -> new Choice(taker.rep().username(), labels.get(taker.rep().username()))).toList();
    }
}
