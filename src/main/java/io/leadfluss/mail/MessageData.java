package io.leadfluss.mail;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails to a lead, and those to the staff about it. */
@Component
class MessageData implements PersonalData {

    private final JdbcClient jdbc;
    private final Recalls recalls;

    MessageData(JdbcClient jdbc, Recalls recalls) {
        this.jdbc = jdbc;
        this.recalls = recalls;
    }

    @Override
    public String title() {
        return "E-mails";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("""
                        SELECT stream, mailing, language, subject, state, reason, queued_at, sent_at, message_id, relay_answer
                        FROM message WHERE lead_id = :lead ORDER BY queued_at""").param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM message WHERE lead_id = :lead").param("lead", leadId).update();
        recalls.ring(leadId);
    }
}
