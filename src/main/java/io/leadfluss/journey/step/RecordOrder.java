package io.leadfluss.journey.step;

import io.leadfluss.capture.Orders;
import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Takes over the order that the start variables email, orderNumber and amount describe; its lead is a customer from then on, who may get mails about
 * similar goods when productGroup and noticeVersion say that it was told so.
 */
@Component("recordOrder")
class RecordOrder implements JavaDelegate {

    private final Orders orders;

    RecordOrder(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long lead = orders.place(Steps.optional(execution, "email"), Steps.optional(execution, "orderNumber"),
                amount(Steps.optional(execution, "amount")), Steps.optional(execution, "productGroup"), Steps.optional(execution, "noticeVersion"));
        execution.getProcessInstance().removeVariables();
        execution.setProcessBusinessKey(Long.toString(lead));
    }

    private static BigDecimal amount(String text) {
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("amount is not a number: give it like 1999.90", e);
        }
    }
}
