package io.leadfluss.handover.digest;

import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for a rep, or for the team of a manager. */
@Component
class OpenWorks {

    private static final int MOST = 50;

    private final Leads leads;
    private final JdbcClient jdbc;

    OpenWorks(Leads leads, JdbcClient jdbc) {
        this.leads = leads;
        this.jdbc = jdbc;
    }

    private record Row(long leadId, String purpose, String state, String rep, String repName, Instant dueAt) {
    }

    /** Due until then, what is due first on top. */
    List<OpenWork> of(String rep, Instant until) {
        return find("h.rep = :who AND h.due_at <= :until", rep, until);
    }

    /** What others of the manager's team have let pass, and what lies in its pool; none for one who manages nobody. */
    List<OpenWork> ofTeam(String manager, Instant now) {
        return find("h.team = (SELECT team FROM rep WHERE username = :who AND manager) AND (h.rep IS NULL OR h.rep <> :who AND h.due_at <= :until)", manager, now);
    }

    /** What lies in the pools of these teams, what is due first on top. */
    List<OpenWork> pool(Set<String> teams) {
        return find("h.rep IS NULL AND h.team IN (:who)", teams, Instant.EPOCH);
    }

    int countPool(Set<String> teams) {
        return jdbc.sql("SELECT COUNT(*) FROM handover WHERE state = 'OPEN' AND rep IS NULL AND team IN (:teams)").param("teams", teams)
                .query(Integer.class).single();
    }

    private List<OpenWork> find(String which, Object who, Instant until) {
        List<Row> rows = jdbc.sql("""
                        SELECT h.lead_id, h.purpose, h.state, h.rep, a.display_name, h.due_at FROM handover h LEFT JOIN account a ON a.username = h.rep
                        WHERE h.state IN ('OPEN', 'ACCEPTED') AND %s ORDER BY h.due_at, h.id LIMIT %d""".formatted(which, MOST))
                .param("who", who).param("until", until)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getObject(6, Instant.class))).list();
        Map<Long, Lead> known = leads.findWithCompanyByIdIn(rows.stream().map(Row::leadId).distinct().toList()).stream()
                .collect(Collectors.toMap(Lead::id, Function.identity()));
        return rows.stream().map(row -> work(row, known.get(row.leadId()))).filter(Objects::nonNull).toList();
    }

    /** Null for a lead that has been erased meanwhile. */
    private static OpenWork work(Row row, Lead lead) {
        return lead == null ? null : new OpenWork(lead.nameAndCompany(), Purpose.valueOf(row.purpose()),
                row.state().equals("ACCEPTED"), row.rep(), row.repName(), row.dueAt());
    }
}
