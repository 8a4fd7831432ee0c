package io.leadfluss.journey;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the outbox holds. */
@Component
public class Mails {

    private final JdbcClient jdbc;

    Mails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The mailings ordered for a lead, in their order. */
    public List<String> to(long lead) {
        return jdbc.sql("SELECT mailing FROM message WHERE lead_id = :lead AND account IS NULL ORDER BY id").param("lead", lead)
                .query(String.class).list();
    }

    /** The mailings ordered for the staff about a lead, each with its receiver. */
    public List<String> about(long lead) {
        return jdbc.sql("SELECT CONCAT(mailing, ' to ', account) FROM message WHERE lead_id = :lead AND account IS NOT NULL ORDER BY id, account")
                .param("lead", lead).query(String.class).list();
    }
}
