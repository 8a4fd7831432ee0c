package io.leadfluss.mail.inbound;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a lead, or a mail server for it, wrote back. */
@Component
class InboundData implements PersonalData {

    private final JdbcClient jdbc;

    InboundData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Answers and bounces";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return List.of(
                Map.of("mails", rows("""
                        SELECT received_at, kind, state, bounce, status, CONVERT(source USING utf8mb4) AS source
                        FROM inbound_mail WHERE lead_id = :lead ORDER BY received_at""", leadId)),
                Map.of("returns", rows("""
                        SELECT occurred_at, what, mailing, way, status, words, outcome FROM mail_return WHERE lead_id = :lead ORDER BY occurred_at""", leadId)));
    }

    private List<Map<String, Object>> rows(String sql, long leadId) {
        return jdbc.sql(sql).param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM inbound_mail WHERE lead_id = :lead").param("lead", leadId).update();
        jdbc.sql("DELETE FROM mail_return WHERE lead_id = :lead").param("lead", leadId).update();
    }
}
