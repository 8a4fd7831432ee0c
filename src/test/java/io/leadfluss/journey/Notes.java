package io.leadfluss.journey;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people wrote about a lead. */
@Component("notesInTests")
public class Notes {

    private final JdbcClient jdbc;

    Notes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<String> of(long lead) {
        return jdbc.sql("SELECT text FROM lead_note WHERE lead_id = :lead ORDER BY id").param("lead", lead).query(String.class).list();
    }
}
