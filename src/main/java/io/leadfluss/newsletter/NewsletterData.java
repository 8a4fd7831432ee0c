package io.leadfluss.newsletter;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which newsletters were meant for a lead. */
@Component
class NewsletterData implements PersonalData {

    private final JdbcClient jdbc;

    NewsletterData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Newsletters";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("""
                        SELECT i.title, r.variant, r.queued_at FROM newsletter_recipient r JOIN newsletter_issue i ON i.id = r.issue_id
                        WHERE r.lead_id = :lead ORDER BY r.queued_at""").param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM newsletter_recipient WHERE lead_id = :lead").param("lead", leadId).update();
    }
}
