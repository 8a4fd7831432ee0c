package io.leadfluss.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadfluss.JourneyTest;
import io.leadfluss.capture.OrderPlaced;
import io.leadfluss.lead.Leads;
import io.leadfluss.lead.Stage;
import io.leadfluss.scoring.LeadQualified;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@ExtendWith(ModelCoverage.class)
class LeadHandoverTests {

    @Autowired
    private LeadFixture leads;
    @Autowired
    private Walk walk;
    @Autowired
    private Mails mails;
    @Autowired
    private Leads register;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private Written notes;

    @Test
    void becomesSalesQualifiedWhenTheRepAcceptsAndQualifies() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        String rep = walk.task(handover).getAssignee();
        assertThat(mails.about(lead)).containsExactly("handover-new to " + rep);

        walk.complete(handover, rep, Map.of("decision", "accept", "recycle", false, "note", "Knows us from a fair"));
        assertThat(stage(lead)).isEqualTo(Stage.SAL);
        walk.that(handover).isWaitingAt("QualifyLead").variables().doesNotContainKey("note");
        assertThat(walk.task(handover).getAssignee()).isEqualTo(rep);

        walk.complete(handover, rep, Map.of("outcome", "qualified"));
        assertThat(stage(lead)).isEqualTo(Stage.SQL);
        walk.that(handover).isEnded().hasPassed("LeadSalesQualified");
    }

    @Test
    void goesBackToMarketingWhenRejectedForNow() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "reject", "reason", "no-budget", "recycle", true));

        walk.that(handover).isEnded().hasPassed("RecordRejection", "LeadRecycled");
        assertThat(stage(lead)).isEqualTo(Stage.LEAD);
        assertThat(walk.isIn("nurture-aida", lead)).as("nurtured again").isTrue();
    }

    @Test
    void isSetAsideWhenRejectedForGood() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        walk.complete(handover, "sales1", Map.of("decision", "reject", "reason", "competitor"));

        walk.that(handover).isEnded().hasPassed("LeadDisqualified");
        assertThat(stage(lead)).isEqualTo(Stage.DISQUALIFIED);
    }

    @Test
    void isSetAsideWhenTheTalkShowsThatNobodyWillBuy() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        walk.complete(handover, "sales1", Map.of("decision", "accept"));

        walk.complete(handover, "sales1", Map.of("outcome", "unqualified", "recycle", false, "reason", "no-need", "note", "Has just bought elsewhere"));

        walk.that(handover).isEnded().hasPassed("LeadDisqualified").hasNotPassed("MarkAsSalesQualified");
        assertThat(notes.about(lead)).contains("Has just bought elsewhere");
    }

    @Test
    void remindsTheRepAndThenTellsTheManager() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);
        String rep = walk.task(handover).getAssignee();

        walk.fire(handover, "ReminderDue");
        walk.fire(handover, "DeadlineMissed");

        walk.that(handover).isWaitingAt("AcceptLead").hasPassed("RepReminded", "ManagerInformed");
        assertThat(mails.about(lead)).contains("handover-new to " + rep, "handover-reminder to " + rep)
                .anyMatch(mail -> mail.startsWith("handover-escalation to "));
    }

    @Test
    void noLongerCountsForTheRepWhenAnOperatorDeletesIt() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        runtime.deleteProcessInstance(handover.getId(), "asked for by phone", true);

        assertThat(jdbc.sql("SELECT state FROM handover WHERE lead_id = ?").params(lead).query(String.class).list()).containsExactly("DONE");
    }

    @Test
    void endsByItselfWhenTheLeadBuysMeanwhile() {
        long lead = leads.confirmed("newsletter");
        ProcessInstance handover = qualified(lead);

        leads.happens(new OrderPlaced(lead, "handover-" + lead));

        walk.that(handover).isEnded();
        assertThat(walk.task(handover)).isNull();
    }

    private ProcessInstance qualified(long lead) {
        leads.qualify(lead);
        return walk.enter("lead-handover", lead);
    }

    private Stage stage(long lead) {
        return register.get(lead).stage();
    }
}
