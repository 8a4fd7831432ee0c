package io.leadfluss.scoring;

import io.leadfluss.lead.Fact;
import io.leadfluss.lead.Lead;
import io.leadfluss.lead.Leads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells of many leads what they did, one lead after the other, so that it takes no more memory than the facts of one. */
@Component
public class LeadLives {

    private static final int FETCHED = 1_000;

    private final Leads leads;
    private final JdbcTemplate jdbc;

    LeadLives(Leads leads, DataSource database) {
        this.leads = leads;
        this.jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(FETCHED);
    }

    /**
     * Visits the confirmed leads with these numbers, each with what it did until then, in {@link Engagement#ORDER}. The visitor may not ask the
     * database: the next facts are still on their way.
     *
     * @param kinds of facts that may count; null when any may
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void visit(long first, long last, Instant until, Set<String> kinds, BiConsumer<Lead, List<Fact>> visitor) {
        Deque<Lead> left = new ArrayDeque<>(leads.findConfirmed(first, last));
        List<Fact> facts = new ArrayList<>();
        List<Object> values = new ArrayList<>(List.of(first, last, until));
        if (kinds != null) {
            values.addAll(kinds);
        }
        jdbc.query("SELECT id, lead_id, kind, subject, occurred_at FROM fact WHERE lead_id BETWEEN ? AND ? AND occurred_at <= ?"
                + (kinds == null ? "" : " AND kind IN (" + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ")")
                + " ORDER BY lead_id, occurred_at", row -> {
            long lead = row.getLong("lead_id");
            while (!left.isEmpty() && left.peek().id() < lead) {
                tell(left.poll(), facts, visitor);
            }
            if (!left.isEmpty() && left.peek().id() == lead) {
                facts.add(fact(row));
            }
        }, values.toArray());
        while (!left.isEmpty()) {
            tell(left.poll(), facts, visitor);
        }
    }

    private static void tell(Lead lead, List<Fact> facts, BiConsumer<Lead, List<Fact>> visitor) {
        List<Fact> life = facts.stream().sorted(Engagement.ORDER).toList();
        facts.clear();
        visitor.accept(lead, life);
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(row.getLong("id"), row.getLong("lead_id"), row.getString("kind"), row.getString("subject"),
                row.getObject("occurred_at", Instant.class));
    }
}
