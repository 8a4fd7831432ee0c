package io.leadfluss.journey.engine;

import io.leadfluss.handover.Handovers;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/** However a process that handed a lead over ends (by an exit rule, deleted by hand), the lead no longer counts for its rep. */
class HandoverEnd extends AbstractBpmnParseListener {

    private static final String ROUTING = "${routeLead}";

    private final ExecutionListener end;

    HandoverEnd(ObjectProvider<Handovers> handovers) {
        this.end = execution -> handovers.getObject().end(execution.getProcessInstanceId());
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        if (routes(process)) {
            // Built in: a deletion that skips the listeners of the model does not skip it.
            definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, end);
        }
    }

    private static boolean routes(Element element) {
        List<Element> children = element.elements();
        return ROUTING.equals(element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "delegateExpression"))
                || children.stream().anyMatch(HandoverEnd::routes);
    }
}
