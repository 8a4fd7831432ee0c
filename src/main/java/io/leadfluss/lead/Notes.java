package io.leadfluss.lead;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people of the staff noted about leads. */
@Component
public class Notes {

    private static final int LONGEST = 4000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Notes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A note in its author's words. */
    public record Note(String author, String text, Instant createdAt) {
    }

    /** Does nothing when there is no text; a longer one than there is room for is cut. */
    public void add(long leadId, String author, String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        jdbc.sql("INSERT INTO lead_note (lead_id, author, text, created_at) VALUES (:lead, :author, :text, :now)")
                .param("lead", leadId).param("author", author).param("text", text.strip().substring(0, Math.min(text.strip().length(), LONGEST)))
                .param("now", clock.instant()).update();
    }

    /** Newest first. */
    public List<Note> of(long leadId) {
        return jdbc.sql("""
                        SELECT COALESCE(a.display_name, n.author) author, n.text, n.created_at FROM lead_note n
                        LEFT JOIN account a ON a.username = n.author WHERE n.lead_id = :lead ORDER BY n.id DESC LIMIT 100""")
                .param("lead", leadId)
                .query((row, n) -> new Note(row.getString("author"), row.getString("text"), row.getObject("created_at", Instant.class))).list();
    }
}
