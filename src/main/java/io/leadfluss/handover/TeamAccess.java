package io.leadfluss.handover;

import io.leadfluss.lead.LeadAccess;
import io.leadfluss.lead.ListedLead;
import io.leadfluss.security.Role;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Lets sales people see the leads of their team, as the view lead_viewer says, and the others all. */
@Component
class TeamAccess implements LeadAccess {

    private static final Set<Role> SEE_ALL = EnumSet.of(Role.MARKETER, Role.INTEGRATOR, Role.PRIVACY, Role.ADMIN);

    private final JdbcClient jdbc;

    TeamAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean allows(Authentication viewer, long leadId) {
        return !allowed(viewer, List.of(leadId)).isEmpty();
    }

    @Override
    public Set<Long> allowed(Authentication viewer, Collection<Long> leadIds) {
        if (seesAll(viewer) || leadIds.isEmpty()) {
            return Set.copyOf(leadIds);
        }
        return Set.copyOf(jdbc.sql("SELECT DISTINCT lead_id FROM lead_viewer WHERE username = :viewer AND lead_id IN (:leads)")
                .param("viewer", name(viewer)).param("leads", leadIds).query(Long.class).list());
    }

    @Override
    public Specification<ListedLead> listed(Authentication viewer) {
        if (seesAll(viewer)) {
            return (lead, query, criteria) -> criteria.conjunction();
        }
        return (lead, query, criteria) -> {
            Subquery<Long> visible = query.subquery(Long.class);
            Root<LeadViewer> row = visible.from(LeadViewer.class);
            return lead.get("id").in(visible.select(row.get("leadId")).where(criteria.equal(row.get("username"), name(viewer))));
        };
    }

    @Override
    public String condition(Authentication viewer, String column) {
        return seesAll(viewer) ? "TRUE" : column + " IN (SELECT lead_id FROM lead_viewer WHERE username = :viewer)";
    }

    /** Somebody without a known role sees nothing: there is no row for nobody. */
    private static boolean seesAll(Authentication viewer) {
        return viewer != null && viewer.getAuthorities().stream()
                .anyMatch(held -> SEE_ALL.stream().anyMatch(role -> held.getAuthority().equals("ROLE_" + role.name())));
    }

    private static String name(Authentication viewer) {
        return viewer == null ? "" : viewer.getName();
    }
}
