package io.leadfluss.journey.step;

import io.leadfluss.consent.Evidence;
import io.leadfluss.consent.Objections;
import io.leadfluss.lead.EmailAddress;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Takes over that the owner of the address in the start variable email wants no more advertising. The variable way says how that was said, reference
 * is the other system's number of it.
 */
@Component("recordObjection")
class RecordObjection implements JavaDelegate {

    private final Objections objections;

    RecordObjection(Objections objections) {
        this.objections = objections;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EmailAddress address = EmailAddress.parse(Steps.optional(execution, "email"));
        String way = Optional.ofNullable(Steps.optional(execution, "way")).orElse("other");
        if (!way.matches("[a-z-]{1,20}")) {
            throw new IllegalArgumentException("way is not valid: give a short word of small letters, such as letter, phone or reply");
        }
        Optional<Long> lead = objections.object(address, way,
                new Evidence("objection-intake", null, Steps.optional(execution, "reference"), null, null));
        execution.getProcessInstance().removeVariables();
        lead.ifPresent(id -> execution.setProcessBusinessKey(Long.toString(id)));
    }
}
