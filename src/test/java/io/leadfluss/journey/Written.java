package io.leadfluss.journey;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people wrote about a lead. */
@Component
public class Written {

    private final JdbcClient jdbc;

    Written(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<String> about(long lead) {
        return jdbc.sql("SELECT text FROM lead_note WHERE lead_id = :lead ORDER BY id").param("lead", lead).query(String.class).list();
    }
}
