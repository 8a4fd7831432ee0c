package io.leadfluss.consent;

import io.leadfluss.lead.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is stored about a lead's consents. A blocked address stays blocked, as a keyed hash, so that the objection outlives the data. */
@Component
class ConsentData implements PersonalData {

    private final JdbcClient jdbc;

    ConsentData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Consents";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return List.of(
                Map.of("consents", rows("SELECT purpose, state, basis, since FROM consent WHERE lead_id = :lead", leadId)),
                Map.of("requests", rows("""
                        SELECT form, language, created_at, expires_at, confirmed_at FROM consent_request
                        WHERE lead_id = :lead ORDER BY id""", leadId)),
                Map.of("sales", rows("SELECT product_group, sale_reference, notice_version, since FROM existing_customer WHERE lead_id = :lead", leadId)),
                Map.of("wishes", rows("SELECT frequency, paused_until, changed_at FROM preference WHERE lead_id = :lead", leadId)),
                Map.of("unwanted", rows("SELECT topic FROM muted_topic WHERE lead_id = :lead", leadId)),
                Map.of("proof", rows("""
                        SELECT event.occurred_at, event.kind, event.purpose, wording.text, event.form, event.page_url, event.ip,
                          event.user_agent, event.mail_copy, event.relay_answer, event.reason
                        FROM consent_event event LEFT JOIN consent_text wording ON wording.hash = event.text_hash
                        WHERE event.lead_id = :lead ORDER BY event.id""", leadId)));
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM consent_request_purpose WHERE request_id IN (SELECT id FROM consent_request WHERE lead_id = :lead)")
                .param("lead", leadId).update();
        for (String table : List.of("consent_request", "consent_event", "consent", "existing_customer", "preference", "muted_topic")) {
            jdbc.sql("DELETE FROM " + table + " WHERE lead_id = :lead").param("lead", leadId).update();
        }
    }

    private List<Map<String, Object>> rows(String sql, long leadId) {
        return jdbc.sql(sql).param("lead", leadId).query().listOfRows();
    }
}
