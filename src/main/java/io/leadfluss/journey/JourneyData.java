package io.leadfluss.journey;

import io.leadfluss.lead.PersonalData;
import io.leadfluss.privacy.LeadErased;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which journeys a lead has been in. The engine itself knows a lead only by its number. */
@Component
class JourneyData implements PersonalData {

    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    JourneyData(RuntimeService runtime, JdbcClient jdbc) {
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "Journeys";
    }

    @Override
    public List<Map<String, Object>> disclose(long leadId) {
        return jdbc.sql("SELECT journey, subject, entered_at FROM journey_entry WHERE lead_id = :lead ORDER BY entered_at")
                .param("lead", leadId).query().listOfRows();
    }

    @Override
    public void erase(long leadId) {
        jdbc.sql("DELETE FROM journey_entry WHERE lead_id = :lead").param("lead", leadId).update();
    }

    /** A journey that itself asked for the erasure goes on to its end. */
    @EventListener
    void end(LeadErased erased) {
        BpmnExecutionContext asking = Context.getBpmnExecutionContext();
        String asker = asking == null ? null : asking.getProcessInstance().getId();
        for (ProcessInstance instance : runtime.createProcessInstanceQuery().processInstanceBusinessKey(Long.toString(erased.leadId())).list()) {
            if (!instance.getId().equals(asker)) {
                runtime.deleteProcessInstance(instance.getId(), "The lead was erased", true, true);
            }
        }
    }
}
