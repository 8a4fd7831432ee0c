package io.leadfluss.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.Orders;
import io.leadfluss.handover.Alarms;
import io.leadfluss.handover.Assignments;
import io.leadfluss.handover.Deadlines;
import io.leadfluss.handover.Handover.Purpose;
import io.leadfluss.handover.Handovers;
import io.leadfluss.handover.LeadReturns;
import io.leadfluss.handover.call.Meeting.Way;
import io.leadfluss.handover.call.MeetingDate;
import io.leadfluss.handover.call.Meetings;
import io.leadfluss.lead.LeadFixture;
import io.leadfluss.lead.Leads;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class HandoverBookTests {

    private final String instance = UUID.randomUUID().toString();
    private LeadFixture given;
    @Autowired
    private Handovers handovers;
    @Autowired
    private Alarms alarms;
    @Autowired
    private Assignments assignments;
    @Autowired
    private Deadlines deadlines;
    @Autowired
    private LeadReturns returns;
    @Autowired
    private HandoverBook book;
    @Autowired
    private Meetings meetings;
    @Autowired
    private Orders orders;
    @Autowired
    private Leads leads;
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    void fixture(ApplicationContext context) {
        given = LeadFixture.in(context);
    }

    @Test
    void remembersWhatTheLeadWasWhenItWasHandedOver() {
        long lead = given.confirmedLead();
        given.sql("INSERT INTO journey_entry (journey, lead_id, subject, entered_at) VALUES ('old-journey', ?, '', '2026-01-01')", lead);
        given.sql("INSERT INTO journey_entry (journey, lead_id, subject, entered_at) VALUES ('new-journey', ?, '', '2026-02-01')", lead);
        String cell = jdbc.sql("SELECT CONCAT(grade, heat) FROM lead_score WHERE lead_id = ? AND line = ''").param(lead).query(String.class).single();

        assignments.route(instance, lead, Purpose.QUALIFY);

        assertThat(figure(lead)).containsEntry("source", "website").containsEntry("journey", "new-journey").containsEntry("cell", cell)
                .containsEntry("decided_on", null).containsEntry("waited", null);
    }

    @Test
    void followsAHandoverToItsEnd() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.QUALIFY);
        handovers.accept(instance, "sales1", null);
        handovers.reject(instance, "sales1", "no-budget", null);
        returns.recycle(instance, null, null, null);

        assertThat(figure(lead)).containsEntry("rep", "sales1").containsEntry("accepted", true).containsEntry("answer_kept", true)
                .containsEntry("reason", "no-budget").extracting("refused_on", "touched_on", "over_on").doesNotContainNull();
    }

    @Test
    void countsACallAsTouch() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.CALL);
        handovers.recordCall(instance, "sales1", "reached", false, null);

        assertThat(figure(lead)).containsEntry("answer_kept", true).containsEntry("decided_on", null).extracting("touched_on", "over_on")
                .doesNotContainNull();
    }

    @Test
    void takesATryToCallForATouchAndNotForADecision() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.CALL);
        handovers.recordCall(instance, "sales1", "not-reached", true, null);

        assertThat(figure(lead)).containsEntry("answer_kept", true).containsEntry("decided_on", null).containsEntry("over_on", null)
                .extractingByKey("touched_on").isNotNull();
    }

    @Test
    void countsAMeetingAsTouch() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.QUALIFY);
        Instant start = given.clock().instant().plus(Duration.ofDays(400));
        meetings.arrange("kpi:" + lead, lead, "sales2", null, new MeetingDate(start, start.plus(Duration.ofMinutes(30)), Way.values()[0], "here"));

        assertThat(figure(lead)).containsEntry("answer_kept", true).containsEntry("decided_on", null).extractingByKey("touched_on").isNotNull();
    }

    @Test
    void answersByAskingMarketingBack() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.QUALIFY);
        assignments.ask(instance, "sales1", "Which product?", given.clock().instant());

        assertThat(figure(lead)).containsEntry("answer_kept", true).containsEntry("decided_on", null).containsEntry("waited", null);
    }

    @Test
    void callsNobodyLateWhoIsCalledWhenItWished() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.CALL);
        Instant now = given.clock().instant();
        jdbc.sql("UPDATE handover_figure SET answer_by = ? WHERE lead_id = ?").params(now.minusSeconds(1), lead).update();

        deadlines.postpone(instance, now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)));
        handovers.recordCall(instance, "sales1", "reached", false, null);

        assertThat(figure(lead)).containsEntry("answer_kept", true);
    }

    @Test
    void forgetsNoMissedCallWhenTheNextRepIsToMakeIt() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.CALL);
        Instant now = given.clock().instant();
        jdbc.sql("UPDATE handover_figure SET answer_by = ? WHERE lead_id = ?").params(now.minusSeconds(1), lead).update();
        alarms.escalate(instance);

        deadlines.postpone(instance, now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)));
        handovers.recordCall(instance, "sales1", "reached", false, null);

        assertThat(figure(lead)).containsEntry("answer_kept", false);
    }

    @Test
    void countsAnOrderForTheLastHandoverOfItsLead() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.QUALIFY);
        handovers.end(instance);
        String second = UUID.randomUUID().toString();
        assignments.route(second, lead, Purpose.QUALIFY);

        for (String amount : new String[] {null, "10", "990.50", null}) {
            orders.place(leads.get(lead).address().toString(), UUID.randomUUID().toString(), amount == null ? null : new BigDecimal(amount));
        }

        assertThat(jdbc.sql("SELECT revenue FROM handover_figure WHERE lead_id = ? ORDER BY handover_id").param(lead).query(BigDecimal.class).list())
                .containsExactly(null, new BigDecimal("1000.50"));
        assertThat(jdbc.sql("SELECT won_on IS NOT NULL FROM handover_figure WHERE lead_id = ? ORDER BY handover_id").param(lead)
                .query(Boolean.class).list()).containsExactly(false, true);
    }

    @Test
    void keepsTheNumbersOfALeadThatIsErased() {
        long lead = given.confirmedLead();
        assignments.route(instance, lead, Purpose.QUALIFY);
        long id = jdbc.sql("SELECT handover_id FROM handover_figure WHERE lead_id = ?").param(lead).query(Long.class).single();

        given.transaction().executeWithoutResult(status -> book.erase(lead));

        Map<String, Object> row = jdbc.sql("SELECT * FROM handover_figure WHERE handover_id = ?").param(id).query().singleRow();
        assertThat(row).containsEntry("lead_id", null).containsEntry("answer_kept", null);
        assertThat(row.get("over_on")).isNotNull();
        assertThat(book.disclose(lead)).isEmpty();
    }

    private Map<String, Object> figure(long lead) {
        return jdbc.sql("SELECT * FROM handover_figure WHERE lead_id = ?").param(lead).query().singleRow();
    }
}
