package io.leadfluss.handover;

import io.leadfluss.lead.Lead;
import io.leadfluss.lead.LeadAccess;
import io.leadfluss.lead.Leads;
import io.leadfluss.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The leads that nobody in sales could take, longest waiting first: whoever sees them can change that. */
@Controller
class PoolPage {

    private final Handovers handovers;
    private final Reps reps;
    private final Leads leads;
    private final LeadAccess access;
    private final Clock clock;

    PoolPage(Handovers handovers, Reps reps, Leads leads, LeadAccess access, Clock clock) {
        this.handovers = handovers;
        this.reps = reps;
        this.leads = leads;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A lead in the pool.
     *
     * @param takers to whom the reader may give it
     */
    public record Row(Handover handover, String name, String company, boolean overdue, List<Rep> takers) {
    }

    @GetMapping("/app/pool")
    @Transactional(readOnly = true)
    String pool(HttpServletRequest request, Authentication viewer, Model page) {
        List<Handover> pool = handovers.pool();
        Set<Long> visible = access.allowed(viewer, pool.stream().map(Handover::leadId).toList());
        Map<Long, Lead> known = leads.findAllById(visible).stream()
                .collect(Collectors.toMap(Lead::id, Function.identity()));
        List<Rep> all = reps.all();
        page.addAttribute("rows", pool.stream().filter(handover -> known.containsKey(handover.leadId())).map(handover -> {
            Lead lead = known.get(handover.leadId());
            return new Row(handover, lead.displayName(), lead.company() == null ? null : lead.company().name(),
                    handover.route().dueAt().isBefore(clock.instant()), takers(request, handover, all));
        }).toList());
        return "handover/pool";
    }

    private List<Rep> takers(HttpServletRequest request, Handover handover, List<Rep> all) {
        boolean admin = request.isUserInRole(Role.ADMIN.name());
        return all.stream().filter(rep -> rep.active() && (admin || handovers.mayGive(handover.instanceId(), request.getRemoteUser(), rep.username())))
                .toList();
    }
}
